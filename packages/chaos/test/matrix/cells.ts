import { acknowledgement, answer, message } from '../wire/rules.js';
import type { Rule } from '../wire/trap.js';
import { retryQueue, type Step, steps } from './steps.js';

export const faults = {
  kill: 'process killed',
  broker: 'broker connection lost',
  database: 'database connection lost',
  confirm: 'confirm lost',
  redelivery: 'message redelivered',
} as const;

export type Fault = keyof typeof faults;
export type Moment = 'before' | 'after';

/** One fault at one moment of one step. */
export interface Cell {
  readonly step: Step;
  readonly moment: Moment;
  readonly fault: Fault;
  readonly rules: () => readonly Rule[];
  /** Whether the order was committed by then. */
  readonly committed: boolean;
}

const { request, commit, publish, confirm, checkpoint, deliver, handle, settle, retryCopy, retrySettle, timerClaim, timerFire } =
  steps;

/** Where a fault has something to break: a database that nobody talks to at the time may as well be lost at another step. */
const places: Readonly<Record<'kill' | 'broker' | 'database', readonly Step[]>> = {
  kill: Object.values(steps),
  broker: [commit, publish, confirm, checkpoint, deliver, handle, settle, retryCopy, retrySettle, timerFire],
  database: [request, commit, publish, confirm, checkpoint, deliver, handle, settle, retryCopy, timerClaim, timerFire],
};

const isCommitted = (step: Step, moment: Moment): boolean => step !== request && !(step === commit && moment === 'before');

const cellsOf = (step: Step, moment: Moment): Cell[] => {
  const rule = step[moment];
  if (!rule) return [];
  return (['broker', 'database', 'kill'] as const)
    .filter((fault) => places[fault].includes(step))
    .map((fault) => ({ step, moment, fault, rules: () => [rule()], committed: isCommitted(step, moment) }));
};

const queue = 'ordermill.payment';

/** What acknowledges is lost; the connection that carried it goes once what follows from it has come about. */
const lostAcknowledgements: readonly Cell[] = [
  {
    step: confirm,
    fault: 'confirm',
    rules: () => [acknowledgement('publish', 'order.created', 'lost'), acknowledgement('deliver', 'order.created', 'after')],
  },
  {
    step: retryCopy,
    fault: 'confirm',
    rules: () => [acknowledgement('publish', retryQueue, 'lost'), message('deliver', queue, 'after')],
  },
  {
    step: settle,
    fault: 'redelivery',
    rules: () => [acknowledgement('deliver', 'order.created', 'lost'), acknowledgement('deliver', 'payment.confirmed', 'after')],
  },
  {
    step: retrySettle,
    fault: 'redelivery',
    // Not the acknowledgement of the copy: it would be one for both.
    rules: () => [acknowledgement('deliver', 'order.created', 'lost'), answer('payment', '"type":"payment.confirmed"')],
  },
].map(({ step, fault, rules }): Cell => ({ step, moment: 'before', fault: fault as Fault, rules, committed: true }));

const lostAt = (step: Step, moment: Moment): Cell[] =>
  lostAcknowledgements.filter((cell) => cell.step === step && cell.moment === moment);

/** Row by row; the last fault of each row is the one that leaves a new process behind. */
export const cells: readonly Cell[] = Object.values<Step>(steps).flatMap((step) =>
  (['before', 'after'] as const).flatMap((moment) => [...lostAt(step, moment), ...cellsOf(step, moment)]),
);

export const nameOf = ({ step, moment, fault }: Cell): string => `${step.name}, ${moment}: ${faults[fault]}`;
