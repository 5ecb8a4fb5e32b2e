import type { Payment, PaymentEvent, PaymentState } from './payment.js';

/** The payment after one more event; `id` is the order's. */
export const evolve = (payment: PaymentState, event: PaymentEvent, id: string): PaymentState => {
  const before = payment ?? unpaid(event, id);
  const next: Payment = { ...before, updatedAt: event.time, version: before.version + 1 };
  switch (event.type) {
    case 'payment.requested':
      return next;
    case 'payment.confirmed':
    case 'payment.declined': {
      const { policy, reason } = event.data.decision;
      const confirmed = event.type === 'payment.confirmed';
      const status = confirmed ? ('succeeded' as const) : ('declined' as const);
      const attempt = { number: before.attempts.length + 1, status, reason, createdAt: event.time };
      return { ...next, status: confirmed ? 'confirmed' : 'declined', policy, reason, attempts: [...before.attempts, attempt] };
    }
    case 'payment.refunded': {
      const { refundId, amount, reason } = event.data;
      const refund = { id: refundId, amount, status: 'succeeded' as const, reason, createdAt: event.time };
      return { ...next, status: 'refunded', reason, refunds: [...before.refunds, refund] };
    }
    case 'payment.voided':
      return { ...next, status: 'voided', reason: event.data.reason };
  }
};

const unpaid = ({ data: { userId, amount, currency }, time }: PaymentEvent, orderId: string): Payment => ({
  orderId,
  userId,
  amount,
  currency,
  status: 'pending',
  reason: null,
  policy: null,
  attempts: [],
  refunds: [],
  createdAt: time,
  updatedAt: time,
  version: 0,
});
