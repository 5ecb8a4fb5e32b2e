import { z } from 'zod';
import { currency, decimal, timestamp } from '../events/fields.js';
import { listQuery, pageOf } from './fields.js';

export const paymentStatus = z.enum(['pending', 'confirmed', 'declined', 'refunded', 'voided']);

/** One time that the payment was decided, by a policy. */
export const paymentAttempt = z.object({
  number: z.int(),
  status: z.enum(['succeeded', 'declined']),
  reason: z.string(),
  createdAt: timestamp,
});

export const refund = z.object({
  id: z.string(),
  amount: decimal,
  status: z.literal('succeeded'),
  reason: z.string(),
  createdAt: timestamp,
});

export const paymentResponse = z.object({
  orderId: z.string(),
  amount: decimal,
  currency,
  status: paymentStatus,
  reason: z.string().nullable(),
  policy: z.string().nullable(),
  attempts: z.array(paymentAttempt),
  refunds: z.array(refund),
  createdAt: timestamp,
  updatedAt: timestamp,
});

export const paymentListQuery = listQuery.extend({ status: paymentStatus.optional() });
export const paymentPage = pageOf(paymentResponse);

export type PaymentAttempt = z.infer<typeof paymentAttempt>;
export type Refund = z.infer<typeof refund>;
export type PaymentStatus = z.infer<typeof paymentStatus>;
export type PaymentResponse = z.infer<typeof paymentResponse>;
export type PaymentListQuery = z.infer<typeof paymentListQuery>;
