import type { Clock } from '@ordermill/kernel';
import { decide, type VoucherState } from '../domain/voucher.js';
import type { VoucherRepository } from './ports.js';

export interface RevokeVoucherInput {
  readonly orderId: string;
}

export class RevokeVoucher {
  constructor(
    private readonly vouchers: VoucherRepository,
    private readonly clock: Clock,
  ) {}

  execute({ orderId }: RevokeVoucherInput): Promise<VoucherState> {
    const at = this.clock.now().toISOString();
    return this.vouchers.change(orderId, (voucher) => decide({ type: 'revoke', at }, voucher));
  }
}
