import type { TimerChange } from '@ordermill/eventing';
import type { PaymentEvent } from '../domain/events.js';
import type { PaymentState } from '../domain/state.js';

const milliseconds = { unansweredAttempt: 15_000, failedRefund: 60_000, longestRefund: 21_600_000, pendingRefund: 600_000 };

const attemptKey = (attemptId: string): string => `attempt-${attemptId}`;

/** Whose timer it is. */
export const attemptOf = (key: string): string => key.slice(attemptKey('').length);

const later = (time: string, ms: number): Date => new Date(Date.parse(time) + ms);

/** Twice as long each time, by the refund that was refused least: some can never succeed, and each try stays in the stream. */
const pauseAfterRefusals = (payment: PaymentState): number => {
  const { refunds = [], refusals = {} } = payment ?? {};
  const failed = refunds.flatMap(({ id, status }) => (status === 'failed' ? (refusals[id] ?? 1) : []));
  return Math.min(milliseconds.failedRefund * 2 ** (Math.min(...failed, 20) - 1), milliseconds.longestRefund);
};

/** What is to happen by itself: payments expire, attempts that nobody has heard of again are looked into, refunds are carried out until they succeed. */
export const timersAfter = (event: PaymentEvent, orderId: string, payment: PaymentState): readonly TimerChange[] => {
  const subject = orderId;
  const expiry = `expiry-${orderId}`;
  const refundDue = (key: string, due: Date): TimerChange => ({ set: { key, type: 'payment.refund-due', subject, due } });
  switch (event.type) {
    case 'payment.requested': {
      const { expiresAt } = event.data;
      return expiresAt === null ? [] : [{ set: { key: expiry, type: 'payment.expiry-due', subject, due: new Date(expiresAt) } }];
    }
    case 'payment.attempted': {
      const due = later(event.time, milliseconds.unansweredAttempt);
      return [{ set: { key: attemptKey(event.data.attemptId), type: 'payment.attempt-due', subject, due } }];
    }
    case 'payment.attempt-failed':
      return [{ cancel: attemptKey(event.data.attemptId) }];
    case 'payment.confirmed': {
      const { attemptId } = event.data;
      return [
        ...(attemptId === null ? [] : [{ cancel: attemptKey(attemptId) }]),
        ...(payment?.paymentMode === 'manual' ? [{ cancel: expiry }] : []),
      ];
    }
    case 'payment.declined':
      return [];
    case 'payment.voided':
      return [{ cancel: expiry }];
    case 'payment.refund-requested':
      return [refundDue(`refund-${event.data.refundId}`, new Date(event.time))];
    case 'payment.refund-pending':
      return [refundDue(`refund-${orderId}-${event.time}`, later(event.time, milliseconds.pendingRefund))];
    case 'payment.refund-failed':
      // A key of its own: the timer that fires now ends in the transaction that sets this one. One for all that failed at that time.
      return [refundDue(`refund-${orderId}-${event.time}`, later(event.time, pauseAfterRefusals(payment)))];
    case 'payment.refunded':
      return [];
  }
};
