import { z } from 'zod';
import { defineEvent } from './definition.js';
import { currency, decimal, timestamp, userId } from './fields.js';

const voucher = z.object({ code: z.string().min(1), userId, amount: decimal, currency });

export const rejectionReason = z.enum(['unknown', 'not_yours', 'already_redeemed', 'expired', 'revoked', 'wrong_currency']);

/** Those of a redemption have the redeeming order as subject, and its discount as amount; the others the order that earned the voucher. */
export const voucherEvents = {
  'voucher.issued': defineEvent('voucher.issued', voucher.extend({ expiresAt: timestamp })),
  'voucher.redeemed': defineEvent('voucher.redeemed', voucher, { consumers: ['order'] }),
  'voucher.rejected': defineEvent('voucher.rejected', z.object({ code: z.string(), userId, reason: rejectionReason }), {
    consumers: ['order'],
  }),
  'voucher.released': defineEvent('voucher.released', voucher.extend({ reason: z.string() })),
  'voucher.revoked': defineEvent('voucher.revoked', voucher.extend({ reason: z.string() })),
  'voucher.expired': defineEvent('voucher.expired', voucher),
} as const;

export type RejectionReason = z.infer<typeof rejectionReason>;
