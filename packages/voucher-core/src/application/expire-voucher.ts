import type { Clock } from '@ordermill/kernel';
import { decide, type VoucherState } from '../domain/voucher.js';
import type { VoucherRepository } from './ports.js';

export interface ExpireVoucherInput {
  readonly orderId: string;
}

export class ExpireVoucher {
  constructor(
    private readonly vouchers: VoucherRepository,
    private readonly clock: Clock,
  ) {}

  execute({ orderId }: ExpireVoucherInput): Promise<VoucherState> {
    const at = this.clock.now().toISOString();
    return this.vouchers.change(orderId, (voucher) => decide({ type: 'expire', at }, voucher));
  }
}
