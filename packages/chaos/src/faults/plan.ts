import type { Random } from '../random.js';
import { serviceNames } from '../services.js';

/** Every kind of fault, and how long it lasts in milliseconds: at least, at most. */
export const faultKinds = {
  /** kill -9 of a replica, which is started again after a while. */
  kill: [0, 4_000],
  /** SIGTERM of a replica, which is started again once it has ended. */
  terminate: [0, 2_000],
  'broker-stop': [500, 5_000],
  'broker-kill': [500, 5_000],
  /** A memory alarm: the broker stops reading from whoever publishes. */
  'broker-blocked': [2_000, 10_000],
  /** Immediate shutdown: the database recovers from its log. */
  'database-crash': [0, 3_000],
  /** Every connection of a service to a server is reset. */
  cut: [0, 0],
  /** Connections stay, and nothing that the server says arrives: whoever uses them has to find out. */
  'half-open': [0, 0],
  /** As if a cable were pulled, and put back. */
  unplugged: [1_000, 15_000],
  slow: [2_000, 10_000],
} as const satisfies Readonly<Record<string, readonly [number, number]>>;

export type FaultKind = keyof typeof faultKinds;
export const allFaultKinds = Object.keys(faultKinds) as readonly FaultKind[];

export interface PlannedFault {
  readonly kind: FaultKind;
  /** Milliseconds after the start of the load. */
  readonly at: number;
  readonly lasting: number;
  readonly service: (typeof serviceNames)[number];
  readonly server: 'broker' | 'database';
  /** From 0 up to 1: which of the service's replicas. */
  readonly replica: number;
  /** Of a slow line, in milliseconds. */
  readonly delayMs: number;
}

export interface FaultOptions {
  readonly kinds: readonly FaultKind[];
  readonly durationMs: number;
  /** Mean time from one fault to the next; none lasts longer than twice that. */
  readonly spacingMs: number;
}

/** After each round of every kind nothing breaks for so many times the spacing. */
const calmSlots = 2;

/** Every kind in each round, in changing order; the same for the same random numbers. */
export const planFaults = (random: Random, { kinds, durationMs, spacingMs }: FaultOptions): readonly PlannedFault[] => {
  if (kinds.length === 0) return [];
  const faults: PlannedFault[] = [];
  for (let round = 0; ; round += 1) {
    for (const [index, kind] of random.shuffle(kinds).entries()) {
      const slot = round * (kinds.length + calmSlots) + index;
      const at = (slot + random.between(0.1, 0.9)) * spacingMs;
      if (at > durationMs) return faults;
      const [least, most] = faultKinds[kind];
      faults.push({
        kind,
        at,
        lasting: Math.min(random.between(least, most), 2 * spacingMs),
        service: random.pick(serviceNames),
        server: random.pick(['broker', 'database']),
        replica: random.fraction(),
        delayMs: Math.round(random.between(10, 150)),
      });
    }
  }
};
