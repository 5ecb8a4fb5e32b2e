import type { EventOf, Happened } from '@ordermill/contracts';

/** Stays inside: the order was cancelled before it earned a voucher, and must earn none when it arrives late. */
export type VoucherWithheld = Happened<'voucher.withheld', { readonly reason: string }>;

export type VoucherEvent = EventOf<'voucher.issued' | 'voucher.revoked' | 'voucher.expired'> | VoucherWithheld;
