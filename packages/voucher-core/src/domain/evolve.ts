import type { VoucherEvent } from './events.js';
import type { VoucherState } from './voucher.js';

/** The voucher after one more event; `id` is that of the order which earned it. */
export const evolve = (voucher: VoucherState, event: VoucherEvent, id: string): VoucherState => {
  switch (event.type) {
    case 'voucher.withheld':
      return 'withheld';
    case 'voucher.issued':
      return { ...event.data, orderId: id, status: 'issued', createdAt: event.time, updatedAt: event.time, version: 1 };
    case 'voucher.revoked':
    case 'voucher.expired': {
      if (!voucher || voucher === 'withheld') return voucher;
      const status = event.type === 'voucher.revoked' ? 'revoked' : 'expired';
      return { ...voucher, status, updatedAt: event.time, version: voucher.version + 1 };
    }
  }
};
