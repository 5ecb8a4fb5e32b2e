import type { EventOf, Happened } from '@ordermill/contracts';

/** Stays inside: the order was cancelled before it earned a voucher, and must earn none when it arrives late. */
export type VoucherWithheld = Happened<'voucher.withheld', { readonly reason: string }>;

/** Stay inside, too: what an order's redemption means for the voucher, and that it is to be revoked if it ever comes back. */
export type VoucherReserved = Happened<'voucher.reserved', { readonly redeemedBy: string }>;
export type VoucherReturned = Happened<'voucher.returned', { readonly expiresAt: string }>;
export type VoucherForfeited = Happened<'voucher.forfeited', { readonly reason: string }>;

export type VoucherEvent =
  | EventOf<'voucher.issued' | 'voucher.revoked' | 'voucher.expired'>
  | VoucherWithheld
  | VoucherReserved
  | VoucherReturned
  | VoucherForfeited;

/** Stays inside: the redeeming order was cancelled before its redemption arrived. */
export type RedemptionWithheld = Happened<'voucher.redemption-withheld', { readonly reason: string }>;

export type RedemptionEvent = EventOf<'voucher.redeemed' | 'voucher.rejected' | 'voucher.released'> | RedemptionWithheld;
