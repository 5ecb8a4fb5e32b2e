import { allFaultKinds, type FaultKind, planFaults, type PlannedFault } from './faults/plan.js';
import { planLoad, type PlannedOrder } from './load/plan.js';
import { planPoison, type PlannedPoison } from './load/poison.js';
import { createRandom } from './random.js';

export interface PlanOptions {
  readonly orders: number;
  readonly minutes: number;
  readonly seed: number;
  /** Default: all. */
  readonly kinds?: readonly FaultKind[];
}

/** All that will be done to a mill; it follows from the options alone. */
export interface Plan {
  readonly users: readonly string[];
  readonly orders: readonly PlannedOrder[];
  readonly poison: readonly PlannedPoison[];
  readonly faults: readonly PlannedFault[];
  /** For every target after a fault, in milliseconds. */
  readonly restMs: number;
}

const users = Array.from({ length: 8 }, (_, index) => `user-${index + 1}`);
const ordersPerPoison = 100;
// Fulfilment takes a second: cancellations meet orders in every state, and some too late.
const latestCancelMs = 1_500;
// So that a short run has every kind of fault too.
const spacing = (durationMs: number): number => Math.min(5_000, durationMs / (allFaultKinds.length + 2));

export const planRun = ({ orders, minutes, seed, kinds = allFaultKinds }: PlanOptions): Plan => {
  const random = createRandom(seed);
  const durationMs = minutes * 60_000;
  const spacingMs = spacing(durationMs);
  return {
    users,
    orders: planLoad(random.fork('load'), { orders, clients: users.length, durationMs, latestCancelMs }),
    poison: planPoison(random.fork('poison'), Math.ceil(orders / ordersPerPoison), durationMs),
    faults: planFaults(random.fork('faults'), { kinds, durationMs, spacingMs }),
    restMs: spacingMs,
  };
};

/** For as long as faults outlast the load, and once after the last of them. */
export const extraOrder = (number: number): PlannedOrder => ({
  number,
  at: 0,
  client: 0,
  description: 'test',
  price: { currency: 'EUR', amount: '207.00' },
});
