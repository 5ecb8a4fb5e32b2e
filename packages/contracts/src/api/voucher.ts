import { z } from 'zod';
import { currency, decimal, timestamp } from '../events/fields.js';
import { listQuery, pageOf } from './fields.js';

export const voucherStatus = z.enum(['issued', 'redeemed', 'expired', 'revoked']);

export const voucherResponse = z.object({
  code: z.string(),
  orderId: z.string(),
  amount: decimal,
  currency,
  status: voucherStatus,
  expiresAt: timestamp,
  createdAt: timestamp,
  updatedAt: timestamp,
});

export const voucherListQuery = listQuery.extend({ status: voucherStatus.optional() });
export const voucherPage = pageOf(voucherResponse);

export type VoucherStatus = z.infer<typeof voucherStatus>;
export type VoucherResponse = z.infer<typeof voucherResponse>;
export type VoucherListQuery = z.infer<typeof voucherListQuery>;
