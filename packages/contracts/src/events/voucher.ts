import { z } from 'zod';
import { defineEvent } from './definition.js';
import { currency, decimal, timestamp, userId } from './fields.js';

const voucher = z.object({ code: z.string().min(1), userId, amount: decimal, currency });

export const voucherEvents = {
  'voucher.issued': defineEvent('voucher.issued', voucher.extend({ expiresAt: timestamp })),
  'voucher.revoked': defineEvent('voucher.revoked', voucher.extend({ reason: z.string() })),
  'voucher.expired': defineEvent('voucher.expired', voucher),
} as const;
