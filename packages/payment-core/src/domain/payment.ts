import type { PaymentMode, PaymentStatus, Refund } from '@ordermill/contracts';
import { DomainError } from '@ordermill/kernel';
import { paidElsewhere, settle, type Settlement, startAttempt } from './attempts.js';
import type { CardSummary } from './card.js';
import { type Charge, isFree } from './charge.js';
import type { PaymentEvent, Stated } from './events.js';
import type { Verdict } from './policy.js';
import { refundPart, type RefundRequest, refundRest } from './refunds.js';
import type { HeldPayment, PaymentState } from './state.js';

export type PaymentCommand = { readonly at: string } & (
  | { readonly type: 'request'; readonly charge: Charge; readonly terms: PaymentTerms }
  | { readonly type: 'attempt'; readonly attemptId: string; readonly card: CardSummary; readonly actor: string }
  | { readonly type: 'settle'; readonly attemptId: string; readonly settlement: Settlement }
  | { readonly type: 'cancel'; readonly charge: Charge; readonly refundId: string }
  | { readonly type: 'expire' }
  | { readonly type: 'paid-elsewhere' }
  | { readonly type: 'refund'; readonly request: RefundRequest; readonly actor: string }
  | { readonly type: 'refund-succeeded'; readonly refundId: string }
  | { readonly type: 'refund-pending'; readonly refundId: string }
  | { readonly type: 'refund-failed'; readonly refundId: string; readonly code: string }
);

/** Decided at once by a policy, or waiting for the customer until `expiresAt`. */
export type PaymentTerms =
  | { readonly paymentMode: Extract<PaymentMode, 'auto'>; readonly verdict: Verdict }
  | { readonly paymentMode: Extract<PaymentMode, 'manual'>; readonly expiresAt: string };

export const decide = (command: PaymentCommand, payment: PaymentState): readonly PaymentEvent[] => {
  const stated = { time: command.at, actor: 'actor' in command ? command.actor : 'payment' };
  if (command.type === 'request') return payment ? [] : request(command.charge, command.terms, stated);
  if (command.type === 'cancel') return cancel(command, payment, stated);
  if (command.type === 'expire') return payment?.status === 'pending' ? [voided(payment, 'payment_expired', stated)] : [];
  if (command.type === 'paid-elsewhere') return paidElsewhere(payment, stated);
  if (!payment) throw paymentNotFound();
  switch (command.type) {
    case 'attempt':
      return startAttempt(payment, command, stated);
    case 'settle':
      return settle(payment, command, stated);
    case 'refund':
      if (payment.status !== 'confirmed' && payment.status !== 'refunded') throw notCaptured(payment.status);
      return refundPart(payment, command.request, stated);
    case 'refund-succeeded': {
      const refund = unfinishedRefund(payment, command.refundId);
      if (!refund) return [];
      const { userId, currency } = payment;
      const { id: refundId, amount, reason } = refund;
      return [{ type: 'payment.refunded', ...stated, data: { userId, currency, refundId, amount, reason } }];
    }
    case 'refund-pending':
      return unfinishedRefund(payment, command.refundId)
        ? [{ type: 'payment.refund-pending', ...stated, data: { refundId: command.refundId } }]
        : [];
    case 'refund-failed':
      return unfinishedRefund(payment, command.refundId)
        ? [{ type: 'payment.refund-failed', ...stated, data: { refundId: command.refundId, code: command.code } }]
        : [];
  }
};

const request = (charge: Charge, terms: PaymentTerms, stated: Stated): readonly PaymentEvent[] => {
  const expiresAt = terms.paymentMode === 'manual' ? terms.expiresAt : null;
  const requested: PaymentEvent = {
    type: 'payment.requested',
    ...stated,
    data: { ...charge, paymentMode: terms.paymentMode, expiresAt },
  };
  if (terms.paymentMode === 'manual') return [requested];
  const { approved, ...decision } = terms.verdict;
  const decided: PaymentEvent = approved
    ? { type: 'payment.confirmed', ...stated, data: { ...charge, decision, attemptId: null, reference: null } }
    : { type: 'payment.declined', ...stated, data: { ...charge, decision } };
  return [requested, decided];
};

const cancel = (
  { charge, refundId }: PaymentCommand & { readonly type: 'cancel' },
  payment: PaymentState,
  stated: Stated,
): readonly PaymentEvent[] => {
  const reason = 'order_cancelled';
  if (!payment || payment.status === 'pending') return [voided(payment ?? charge, reason, stated)];
  if (payment.status !== 'confirmed') return [];
  return isFree(payment) ? [voided(payment, reason, stated)] : refundRest(payment, { refundId, reason }, stated);
};

const voided = (charge: Charge, reason: string, stated: Stated): PaymentEvent => ({
  type: 'payment.voided',
  ...stated,
  data: { userId: charge.userId, amount: charge.amount, currency: charge.currency, reason },
});

const unfinishedRefund = ({ refunds }: HeldPayment, refundId: string): Refund | undefined =>
  refunds.find(({ id, status }) => id === refundId && status !== 'succeeded');

export const paymentNotFound = (): DomainError =>
  new DomainError('not-found', 'payment_not_found', 'there is no payment of such an order');

const notCaptured = (status: PaymentStatus): DomainError =>
  new DomainError('conflict', 'payment_not_captured', `the payment is ${status}; only what was captured can be refunded`);
