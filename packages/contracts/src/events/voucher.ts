import { z } from 'zod';
import { defineEvent } from './definition.js';
import { currency, decimal, textLike, timestamp, userId } from './fields.js';

const voucher = z.object({
  code: z
    .string()
    .min(1)
    .meta({ examples: ['7GKQ-M2XW-94TB'] }),
  userId,
  amount: decimal,
  currency,
});

export const rejectionReason = z.enum(['unknown', 'not_yours', 'already_redeemed', 'expired', 'revoked', 'wrong_currency']);

/**
 * Those of a redemption have the redeeming order as subject, and its discount as amount; the others the order that earned the voucher.
 * Like those of payments, the order consumes all of them: they are part of its history.
 */
export const voucherEvents = {
  'voucher.issued': defineEvent('voucher.issued', voucher.extend({ expiresAt: timestamp }), { consumers: ['order'] }),
  'voucher.redeemed': defineEvent('voucher.redeemed', voucher, { consumers: ['order'] }),
  'voucher.rejected': defineEvent(
    'voucher.rejected',
    z.object({ code: textLike('2222-2222-2222'), userId, reason: rejectionReason }),
    {
      consumers: ['order'],
    },
  ),
  'voucher.released': defineEvent('voucher.released', voucher.extend({ reason: textLike('order_cancelled') }), {
    consumers: ['order'],
  }),
  'voucher.revoked': defineEvent('voucher.revoked', voucher.extend({ reason: textLike('order_cancelled') }), {
    consumers: ['order'],
  }),
  'voucher.expired': defineEvent('voucher.expired', voucher, { consumers: ['order'] }),
} as const;

export type RejectionReason = z.infer<typeof rejectionReason>;
