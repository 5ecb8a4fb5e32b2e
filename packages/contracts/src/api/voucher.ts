import { z } from 'zod';
import { currency, decimal, orderId, textLike, timestamp } from '../events/fields.js';
import { listQuery, pageOf } from './fields.js';

export const voucherStatus = z.enum(['issued', 'redeemed', 'expired', 'revoked']);

export const voucherResponse = z.object({
  code: textLike('7GKQ-M2XW-94TB'),
  orderId,
  amount: decimal.meta({ examples: ['5.00'] }),
  currency,
  status: voucherStatus,
  expiresAt: timestamp,
  createdAt: timestamp,
  updatedAt: timestamp,
});

export const voucherCodeParam = z.string().meta({ description: 'The code of the voucher, in any case.' });

export const voucherListQuery = listQuery.extend({ status: voucherStatus.optional() });
export const voucherPage = pageOf(voucherResponse);

export type VoucherStatus = z.infer<typeof voucherStatus>;
export type VoucherResponse = z.infer<typeof voucherResponse>;
export type VoucherListQuery = z.infer<typeof voucherListQuery>;
