import type { VoucherEvent } from './events.js';
import type { HeldVoucher, VoucherState } from './voucher.js';

/** The voucher after one more event; `id` is that of the order which earned it. */
export const evolve = (voucher: VoucherState, event: VoucherEvent, id: string): VoucherState => {
  const { type, time } = event;
  if (type === 'voucher.withheld') return 'withheld';
  if (type === 'voucher.issued') {
    const fresh = { redeemedBy: null, forfeited: false, createdAt: time, updatedAt: time, version: 1 };
    return { ...event.data, orderId: id, status: 'issued', ...fresh };
  }
  if (!voucher || voucher === 'withheld') return voucher;
  return { ...voucher, ...changeBy(event), updatedAt: time, version: voucher.version + 1 };
};

const changeBy = (event: Exclude<VoucherEvent, { type: 'voucher.withheld' | 'voucher.issued' }>): Partial<HeldVoucher> => {
  switch (event.type) {
    case 'voucher.reserved':
      return { status: 'redeemed', redeemedBy: event.data.redeemedBy };
    case 'voucher.returned':
      return { status: 'issued', redeemedBy: null };
    case 'voucher.forfeited':
      return { forfeited: true };
    case 'voucher.revoked':
      return { status: 'revoked' };
    case 'voucher.expired':
      return { status: 'expired' };
  }
};
