import type { PaymentAttempt } from '@ordermill/contracts';
import { DomainError } from '@ordermill/kernel';
import type { CardSummary } from './card.js';
import type { PaymentEvent, Stated } from './events.js';
import { refundRest } from './refunds.js';
import type { HeldPayment, PaymentState } from './state.js';

/** What the gateway says of an attempt, for good. */
export type Settlement =
  { readonly status: 'captured'; readonly reference: string } | { readonly status: 'declined'; readonly code: string };

/** The one that the gateway has been asked about, and has not been heard to answer. */
export const openAttempt = (payment: HeldPayment): PaymentAttempt | undefined =>
  payment.attempts.find(({ status }) => status === 'processing');

/** Records that the gateway is about to be asked, once: it may be asked the same again. Throws DomainError where there is nothing to pay by card, or somebody else is at it. */
export const startAttempt = (
  payment: HeldPayment,
  { attemptId, card }: { readonly attemptId: string; readonly card: CardSummary },
  stated: Stated,
): readonly PaymentEvent[] => {
  if (payment.attempts.some(({ id }) => id === attemptId)) return [];
  const { status, paymentMode } = payment;
  if (status === 'confirmed' || status === 'refunded') throw conflict('already_paid', 'the order is paid already');
  if (paymentMode === 'auto') throw conflict('payment_not_manual', 'the order is paid without a card');
  if (status !== 'pending') throw conflict('payment_not_payable', `the payment is ${status} and cannot be paid any more`);
  if (openAttempt(payment)) throw conflict('payment_in_progress', 'another attempt to pay the order is under way');
  return [{ type: 'payment.attempted', ...stated, data: { attemptId, card } }];
};

/** Records what came of it, once. Money that arrives after all was cancelled, or paid elsewhere, goes back. */
export const settle = (
  payment: HeldPayment,
  { attemptId, settlement }: { readonly attemptId: string; readonly settlement: Settlement },
  stated: Stated,
): readonly PaymentEvent[] => {
  if (openAttempt(payment)?.id !== attemptId) return [];
  if (settlement.status === 'declined')
    return [{ type: 'payment.attempt-failed', ...stated, data: { attemptId, code: settlement.code } }];
  const { userId, amount, currency } = payment;
  const { reference } = settlement;
  const decision = { policy: 'card', reason: 'the card was charged', seed: null };
  const confirmed: PaymentEvent = {
    type: 'payment.confirmed',
    ...stated,
    data: { userId, amount, currency, decision, attemptId, reference },
  };
  if (payment.status === 'pending') return [confirmed];
  // One refund follows from one attempt.
  const reason = payment.status === 'confirmed' ? 'paid_elsewhere' : 'order_cancelled';
  return [confirmed, ...refundRest({ ...payment, reference }, { refundId: attemptId, reason }, stated)];
};

/** An order that is confirmed while its payment waits was paid elsewhere: nothing is charged any more, and what is being charged goes back. */
export const paidElsewhere = (payment: PaymentState, stated: Stated): readonly PaymentEvent[] => {
  if (payment?.status !== 'pending') return [];
  const { userId, amount, currency } = payment;
  const decision = { policy: 'elsewhere', reason: 'the order was confirmed by a payment elsewhere', seed: null };
  const data = { userId, amount, currency, decision, attemptId: null, reference: null };
  return [{ type: 'payment.confirmed', ...stated, data }];
};

const conflict = (code: string, message: string): DomainError => new DomainError('conflict', code, message);
