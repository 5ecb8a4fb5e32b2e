import type { Stripe } from 'stripe';
import type { Refunding, RefundOutcome } from '../../application/payment-gateway.js';
import { stripeAmount } from './stripe-amount.js';
import { isRefusal } from './stripe-errors.js';

/** Looks first, because a key is forgotten after a day and a refund may be pending for longer; one that has failed is made anew, under another key. */
export const refundAtStripe = async (stripe: Stripe, refunding: Refunding): Promise<RefundOutcome> => {
  const amount = stripeAmount(refunding.amount, refunding.currency);
  if (amount === undefined) return { status: 'failed', code: 'amount_not_refundable' };
  try {
    return outcomeOf((await standingRefund(stripe, refunding)) ?? (await newRefund(stripe, amount, refunding)));
  } catch (error) {
    if (isRefusal(error)) return { status: 'failed', code: error.code ?? 'refund_failed' };
    throw error;
  }
};

const hasFailed = ({ status }: Stripe.Refund): boolean => status === 'failed' || status === 'canceled';

const standingRefund = async (stripe: Stripe, { refundId, reference }: Refunding): Promise<Stripe.Refund | undefined> => {
  for await (const refund of stripe.refunds.list({ payment_intent: reference, limit: 100 }))
    if (refund.metadata?.['refundId'] === refundId && !hasFailed(refund)) return refund;
  return undefined;
};

const newRefund = (stripe: Stripe, amount: number, { orderId, refundId, refusals, reference }: Refunding) =>
  stripe.refunds.create(
    { payment_intent: reference, amount, metadata: { orderId, refundId } },
    { idempotencyKey: `${refundId}-${refusals}` },
  );

const outcomeOf = (refund: Stripe.Refund): RefundOutcome => {
  if (refund.status === 'succeeded') return { status: 'succeeded' };
  return hasFailed(refund) ? { status: 'failed', code: refund.failure_reason ?? 'refund_failed' } : { status: 'pending' };
};
