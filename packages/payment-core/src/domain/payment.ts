import type { EventOf, PaymentAttempt, PaymentMode, PaymentStatus, Refund } from '@ordermill/contracts';
import { type Charge, isFree } from './charge.js';
import type { Verdict } from './policy.js';

export type PaymentEvent = EventOf<
  'payment.requested' | 'payment.confirmed' | 'payment.declined' | 'payment.refunded' | 'payment.voided'
>;

export interface Payment {
  readonly orderId: string;
  readonly userId: string;
  readonly amount: string;
  readonly currency: string;
  readonly status: PaymentStatus;
  readonly reason: string | null;
  readonly policy: string | null;
  readonly attempts: readonly PaymentAttempt[];
  readonly refunds: readonly Refund[];
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}

/** Undefined until the order, or its cancellation, is known. */
export type PaymentState = Payment | undefined;

export type PaymentCommand = { readonly at: string } & (
  | { readonly type: 'request'; readonly charge: Charge; readonly terms: PaymentTerms }
  | { readonly type: 'cancel'; readonly charge: Charge; readonly refundId: string }
  | { readonly type: 'expire' }
);

/** Decided at once by a policy, or waiting for the customer until `expiresAt`. */
export type PaymentTerms =
  | { readonly paymentMode: Extract<PaymentMode, 'auto'>; readonly verdict: Verdict }
  | { readonly paymentMode: Extract<PaymentMode, 'manual'>; readonly expiresAt: string };

export const decide = (command: PaymentCommand, payment: PaymentState): readonly PaymentEvent[] => {
  const stated = { time: command.at, actor: 'payment' };
  switch (command.type) {
    case 'request':
      return payment ? [] : request(command.charge, command.terms, stated);
    case 'cancel': {
      const { charge, refundId } = command;
      if (!payment || payment.status === 'pending' || (payment.status === 'confirmed' && isFree(payment)))
        return [{ type: 'payment.voided', ...stated, data: { ...chargeOf(payment ?? charge), reason: 'order_cancelled' } }];
      return payment.status === 'confirmed'
        ? [{ type: 'payment.refunded', ...stated, data: { ...chargeOf(payment), refundId, reason: 'order_cancelled' } }]
        : [];
    }
    case 'expire':
      return payment?.status === 'pending'
        ? [{ type: 'payment.voided', ...stated, data: { ...chargeOf(payment), reason: 'payment_expired' } }]
        : [];
  }
};

const request = (charge: Charge, terms: PaymentTerms, stated: { time: string; actor: string }): readonly PaymentEvent[] => {
  const expiresAt = terms.paymentMode === 'manual' ? terms.expiresAt : null;
  const requested: PaymentEvent = {
    type: 'payment.requested',
    ...stated,
    data: { ...charge, paymentMode: terms.paymentMode, expiresAt },
  };
  if (terms.paymentMode === 'manual') return [requested];
  const { approved, ...decision } = terms.verdict;
  return [requested, { type: approved ? 'payment.confirmed' : 'payment.declined', ...stated, data: { ...charge, decision } }];
};

const chargeOf = ({ userId, amount, currency }: Charge): Charge => ({ userId, amount, currency });
