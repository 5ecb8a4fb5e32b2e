import { z } from 'zod';
import { currency, decimal, orderId, textLike, timestamp } from '../events/fields.js';
import { amountInput, listQuery, pageOf } from './fields.js';

export const paymentStatus = z.enum(['pending', 'confirmed', 'declined', 'refunded', 'voided']);

/** One time that somebody tried to pay: with a card, or by a policy that decided. */
export const paymentAttempt = z.object({
  /** Of a card's attempt; the gateway knows it as its idempotency key. */
  id: z.string().nullable(),
  number: z.int(),
  status: z.enum(['processing', 'succeeded', 'declined']),
  reason: z.string().nullable(),
  card: z.object({ brand: textLike('visa'), lastFour: textLike('4242') }).nullable(),
  createdAt: timestamp,
});

export const refund = z.object({
  id: textLike('01a1fcab-9c3d-7b20-8e15-4f6a7b8c9d0e'),
  amount: decimal,
  status: z.enum(['pending', 'succeeded', 'failed']),
  reason: textLike('requested'),
  createdAt: timestamp,
});

export const paymentResponse = z.object({
  orderId,
  amount: decimal,
  currency,
  status: paymentStatus,
  reason: z.string().nullable(),
  policy: z
    .string()
    .nullable()
    .meta({ examples: ['description'] }),
  attempts: z.array(paymentAttempt),
  refunds: z.array(refund),
  createdAt: timestamp,
  updatedAt: timestamp,
});

export const payBody = z.strictObject({
  creditCardDetails: z.strictObject({
    number: z.string('must be 12 to 19 digits, as a string').meta({ description: '12 to 19 digits; spaces are allowed.' }),
    cvt: z.union([z.string(), z.int().transform(String)], 'must be 3 or 4 digits'),
    expiry: z.string('must be MM/YY, MM/YYYY or D/M/YYYY').meta({ description: 'MM/YY, MM/YYYY or D/M/YYYY.' }),
  }),
});

export const refundBody = z.strictObject({ amount: amountInput.optional() });

/** Of what Stripe sends, what is looked at. */
export const stripeEvent = z.looseObject({
  id: z.string(),
  type: z.string(),
  data: z.looseObject({ object: z.record(z.string(), z.unknown()) }),
});
export const stripeWebhookResponse = z.object({ received: z.literal(true) });

export const paymentListQuery = listQuery.extend({ status: paymentStatus.optional() });
export const paymentPage = pageOf(paymentResponse);

export type PaymentAttempt = z.infer<typeof paymentAttempt>;
export type Refund = z.infer<typeof refund>;
export type PaymentStatus = z.infer<typeof paymentStatus>;
export type PaymentResponse = z.infer<typeof paymentResponse>;
export type PaymentListQuery = z.infer<typeof paymentListQuery>;
