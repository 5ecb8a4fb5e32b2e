import { acknowledgement, answer, answerWith, message, statement, then } from '../wire/rules.js';
import type { Rule } from '../wire/trap.js';

/** A step on an order's way, and how to tell from the wires that it is about to be taken, and that it has just been taken. */
export interface Step {
  readonly name: string;
  readonly before?: () => Rule;
  readonly after: () => Rule;
  /** Whether the order fails at first and goes by way of a wait queue. */
  readonly retried?: true;
}

/** A transaction of a service that states an event of this type. */
const transaction = (database: string, type: string) => ({
  before: () => statement(database, `"type":"${type}"`),
  after: () => answer(database, `"type":"${type}"`),
});

export const retryQueue = 'ordermill.payment.retry.1000';
const timerIsSet = () => answer('order', '"order.dispatch-due"');

export const steps = {
  request: { name: 'request read', after: () => statement('order', 'read-streams') },
  commit: { name: 'commit', ...transaction('order', 'order.created') },
  publish: {
    name: 'publish',
    before: () => message('publish', 'order.created', 'before'),
    after: () => message('publish', 'order.created', 'after'),
  },
  confirm: {
    name: 'confirm',
    before: () => acknowledgement('publish', 'order.created', 'before'),
    after: () => acknowledgement('publish', 'order.created', 'after'),
  },
  checkpoint: {
    name: 'checkpoint',
    before: () => statement('order', 'write-checkpoint'),
    after: () => answer('order', 'write-checkpoint'),
  },
  deliver: {
    name: 'deliver',
    before: () => message('deliver', 'order.created', 'before'),
    after: () => message('deliver', 'order.created', 'after'),
  },
  handle: { name: 'handler commit', ...transaction('payment', 'payment.confirmed') },
  settle: {
    name: 'settle',
    before: () => acknowledgement('deliver', 'order.created', 'before'),
    after: () => acknowledgement('deliver', 'order.created', 'after'),
  },
  retryCopy: {
    name: 'retry copy',
    retried: true,
    before: () => message('publish', retryQueue, 'before'),
    after: () => acknowledgement('publish', retryQueue, 'before'),
  },
  retrySettle: {
    name: 'original settled',
    retried: true,
    before: () => acknowledgement('deliver', 'order.created', 'before'),
    after: () => acknowledgement('deliver', 'order.created', 'after'),
  },
  timerClaim: {
    name: 'timer claim',
    before: () => then(timerIsSet(), statement('order', 'claim-timers')),
    after: () => answerWith('order', 'claim-timers', 'order.dispatch-due'),
  },
  timerFire: { name: 'timer fire', ...transaction('order', 'order.sent') },
} satisfies Record<string, Step>;
