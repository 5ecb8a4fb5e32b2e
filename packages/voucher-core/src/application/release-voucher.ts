import type { Clock } from '@ordermill/kernel';
import { decideRedemption, type RedemptionState } from '../domain/redemption.js';
import { decide } from '../domain/voucher.js';
import type { RedemptionRepository, VoucherQueries, VoucherRepository } from './ports.js';

export interface ReleaseVoucherInput {
  /** The order that redeemed the voucher, or was about to. */
  readonly orderId: string;
}

/** Gives a voucher back when the order that redeemed it is cancelled. Runs in the transaction of the message that asks for it. */
export class ReleaseVoucher {
  constructor(
    private readonly vouchers: VoucherRepository,
    private readonly redemptions: RedemptionRepository,
    private readonly queries: VoucherQueries,
    private readonly clock: Clock,
  ) {}

  async execute({ orderId }: ReleaseVoucherInput): Promise<RedemptionState> {
    const at = this.clock.now().toISOString();
    const before = await this.redemptions.change(orderId, () => []);
    const after = await this.redemptions.change(orderId, (redemption) => decideRedemption({ type: 'release', at }, redemption));
    const voucher = before && before !== 'closed' ? await this.queries.findByCode(before.code) : undefined;
    if (voucher)
      await this.vouchers.change(voucher.orderId, (state) => decide({ type: 'return', redeemingOrderId: orderId, at }, state));
    return after;
  }
}
