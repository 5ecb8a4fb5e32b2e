import { z } from 'zod';
import { defineEvent } from './definition.js';
import { currency, decimal, textLike, timestamp, userId } from './fields.js';
import { paymentMode } from './order.js';

const payment = z.object({ userId, amount: decimal, currency });

/** Who decided and why, kept with the event so that a replay never decides again. */
const decision = z.object({
  policy: textLike('description'),
  reason: textLike('the description starts with "test"'),
  seed: z.string().nullable(),
});

export const paymentEvents = {
  'payment.requested': defineEvent('payment.requested', payment.extend({ paymentMode, expiresAt: timestamp.nullable() }), {
    consumers: ['order'],
  }),
  /** `attemptId` and the gateway's `reference` of a card; null where a policy has decided. */
  'payment.confirmed': defineEvent(
    'payment.confirmed',
    payment.extend({ decision, attemptId: z.string().nullable().default(null), reference: z.string().nullable().default(null) }),
    {
      version: 2,
      upcasters: { 1: (data) => ({ ...(data as object), attemptId: null, reference: null }) },
      consumers: ['order'],
    },
  ),
  'payment.declined': defineEvent('payment.declined', payment.extend({ decision }), { consumers: ['order'] }),
  'payment.refunded': defineEvent(
    'payment.refunded',
    payment.extend({ refundId: textLike('01a1fcab-9c3d-7b20-8e15-4f6a7b8c9d0e'), reason: textLike('order_cancelled') }),
    {
      consumers: ['order', 'payment'],
    },
  ),
  'payment.voided': defineEvent('payment.voided', payment.extend({ reason: textLike('payment_expired') }), {
    consumers: ['order'],
  }),
} as const;
