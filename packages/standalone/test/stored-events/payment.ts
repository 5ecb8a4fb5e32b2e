import type { StoredEvents } from './version.js';

const payment = { userId: 'ada', amount: '9.99', currency: 'EUR' };
const decision = { policy: 'random', reason: 'the coin fell on heads', seed: 's' };
const card = { policy: 'card', reason: 'the card was charged', seed: null };
const owed = { orderId: '00000000-0000-4000-8000-000000000001', amount: '9.99', currency: 'EUR' };

export const paymentEvents: StoredEvents = {
  'payment.requested': [{ stored: { ...payment, paymentMode: 'manual', expiresAt: '2026-01-02T03:04:05.678Z' } }],
  'payment.confirmed': [
    { stored: { ...payment, decision }, reads: { ...payment, decision, attemptId: null, reference: null } },
    { stored: { ...payment, decision: card, attemptId: 'a1', reference: 'ch_1' } },
  ],
  'payment.declined': [{ stored: { ...payment, decision } }],
  'payment.refunded': [{ stored: { ...payment, refundId: 'r1', reason: 'order_cancelled' } }],
  'payment.voided': [{ stored: { ...payment, reason: 'payment_expired' } }],
  'payment.attempted': [{ stored: { attemptId: 'a1', card: { brand: 'visa', lastFour: '4242' } } }],
  'payment.attempt-failed': [{ stored: { attemptId: 'a1', code: 'card_declined' } }],
  'payment.refund-requested': [{ stored: { refundId: 'r1', amount: '9.99', reason: 'order_cancelled' } }],
  'payment.refund-pending': [{ stored: { refundId: 'r1' } }],
  'payment.refund-failed': [{ stored: { refundId: 'r1', code: 'processing_error' } }],
  'credit.used': [{ stored: owed }],
  'credit.freed': [{ stored: owed }],
};
