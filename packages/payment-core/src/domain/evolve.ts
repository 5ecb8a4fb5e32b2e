import type { PaymentAttempt, Refund } from '@ordermill/contracts';
import type { PaymentEvent } from './events.js';
import { isAllRefunded } from './refunds.js';
import type { HeldPayment, PaymentState } from './state.js';

/** The payment after one more event; `id` is the order's. */
export const evolve = (payment: PaymentState, event: PaymentEvent, id: string): PaymentState => {
  const before = payment ?? unpaid(event, id);
  return before && { ...before, ...changeBy(event, before), updatedAt: event.time, version: before.version + 1 };
};

const changeBy = (event: PaymentEvent, before: HeldPayment): Partial<HeldPayment> => {
  switch (event.type) {
    case 'payment.requested':
      return {};
    case 'payment.attempted': {
      const { attemptId: id, card } = event.data;
      return {
        attempts: [
          ...before.attempts,
          { id, ...nextAttempt(before), status: 'processing', reason: null, card, createdAt: event.time },
        ],
      };
    }
    case 'payment.attempt-failed': {
      const { attemptId, code } = event.data;
      const attempts = settled(before.attempts, attemptId, 'declined', code);
      return before.status === 'pending' ? { reason: code, attempts } : { attempts };
    }
    case 'payment.confirmed': {
      const { decision, attemptId, reference } = event.data;
      return {
        status: 'confirmed',
        reference,
        ...decidedBy(decision),
        attempts: attempted(before, 'succeeded', decision, event.time, attemptId),
      };
    }
    case 'payment.declined':
      return {
        status: 'declined',
        ...decidedBy(event.data.decision),
        attempts: attempted(before, 'declined', event.data.decision, event.time, null),
      };
    case 'payment.refund-requested': {
      const { refundId: id, amount, reason } = event.data;
      return { refunds: [...before.refunds, { id, amount, status: 'pending', reason, createdAt: event.time }] };
    }
    case 'payment.refund-pending':
      return { refunds: unfinished(before.refunds, event.data.refundId, 'pending') };
    case 'payment.refund-failed': {
      const { refundId } = event.data;
      return {
        refunds: unfinished(before.refunds, refundId, 'failed'),
        refusals: { ...before.refusals, [refundId]: (before.refusals[refundId] ?? 0) + 1 },
      };
    }
    case 'payment.refunded': {
      const { refundId: id, amount, reason } = event.data;
      const done: Refund = {
        id,
        amount,
        status: 'succeeded',
        reason,
        createdAt: before.refunds.find((refund) => refund.id === id)?.createdAt ?? event.time,
      };
      const known = before.refunds.some((refund) => refund.id === id);
      const refunds = known ? before.refunds.map((refund) => (refund.id === id ? done : refund)) : [...before.refunds, done];
      return isAllRefunded({ ...before, refunds }) ? { refunds, status: 'refunded', reason } : { refunds };
    }
    case 'payment.voided':
      return { status: 'voided', reason: event.data.reason };
  }
};

interface Decision {
  readonly policy: string;
  readonly reason: string;
}

const decidedBy = ({ policy, reason }: Decision) => ({ policy, reason });

const nextAttempt = ({ attempts }: HeldPayment) => ({ number: attempts.length + 1 });

/** A card's attempt is there already; that of a policy is made as it decides. */
const attempted = (
  before: HeldPayment,
  status: 'succeeded' | 'declined',
  { reason }: Decision,
  time: string,
  attemptId: string | null,
): readonly PaymentAttempt[] =>
  attemptId === null
    ? [...before.attempts, { id: null, ...nextAttempt(before), status, reason, card: null, createdAt: time }]
    : settled(before.attempts, attemptId, status, reason);

const settled = (
  attempts: readonly PaymentAttempt[],
  attemptId: string,
  status: 'succeeded' | 'declined',
  reason: string,
): readonly PaymentAttempt[] => attempts.map((attempt) => (attempt.id === attemptId ? { ...attempt, status, reason } : attempt));

const unfinished = (refunds: readonly Refund[], id: string, status: 'pending' | 'failed'): readonly Refund[] =>
  refunds.map((refund) => (refund.id === id ? { ...refund, status } : refund));

/** A payment begins with its request, or with its end where the order was cancelled first. */
const unpaid = (event: PaymentEvent, orderId: string): PaymentState => {
  if (event.type !== 'payment.requested' && event.type !== 'payment.voided') return undefined;
  const { userId, amount, currency } = event.data;
  return {
    orderId,
    userId,
    amount,
    currency,
    status: 'pending',
    reason: null,
    policy: null,
    attempts: [],
    refunds: [],
    paymentMode: event.type === 'payment.requested' ? event.data.paymentMode : 'auto',
    reference: null,
    refusals: {},
    createdAt: event.time,
    updatedAt: event.time,
    version: 0,
  };
};
