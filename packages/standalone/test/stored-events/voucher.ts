import type { StoredEvents } from './version.js';

const code = '2222-3333-4444';
const voucher = { code, userId: 'ada', amount: '5.00', currency: 'EUR' };
const expiresAt = '2026-01-02T03:04:05.678Z';
const why = { reason: 'order_cancelled' };

export const voucherEvents: StoredEvents = {
  'voucher.issued': [{ stored: { ...voucher, expiresAt } }],
  'voucher.redeemed': [{ stored: voucher }],
  'voucher.rejected': [{ stored: { code: 'nonsense', userId: 'ada', reason: 'unknown' } }],
  'voucher.released': [{ stored: { ...voucher, ...why } }],
  'voucher.revoked': [{ stored: { ...voucher, ...why } }],
  'voucher.expired': [{ stored: voucher }],
  'voucher.withheld': [{ stored: why }],
  'voucher.reserved': [{ stored: { redeemedBy: '00000000-0000-4000-8000-000000000001' } }],
  'voucher.returned': [{ stored: { expiresAt } }],
  'voucher.forfeited': [{ stored: why }],
  'voucher.redemption-withheld': [{ stored: why }],
};
