import type { RejectionReason } from '@ordermill/contracts';
import type { Clock } from '@ordermill/kernel';
import { decideRedemption, discountOf, type RedeemingOrder, type RedemptionState, refusalOf } from '../domain/redemption.js';
import { decide, type Voucher, type VoucherState } from '../domain/voucher.js';
import type { RedemptionRepository, VoucherQueries, VoucherRepository } from './ports.js';

export interface RedeemVoucherInput {
  readonly orderId: string;
  /** As the customer wrote it. */
  readonly code: string;
  readonly order: RedeemingOrder;
}

/** Reserves the voucher for the order, or says why not. Runs in the transaction of the message that asks for it: both streams change, or neither. */
export class RedeemVoucher {
  constructor(
    private readonly vouchers: VoucherRepository,
    private readonly redemptions: RedemptionRepository,
    private readonly queries: VoucherQueries,
    private readonly clock: Clock,
  ) {}

  async execute({ orderId, code, order }: RedeemVoucherInput): Promise<RedemptionState> {
    const before = await this.redemptions.change(orderId, () => []);
    if (before) return before;
    const at = this.clock.now().toISOString();
    const known = await this.queries.findByCode(code.toUpperCase());
    const refusal = known ? await this.reserve(known, orderId, order, at) : 'unknown';
    const { userId, currency } = order;
    return this.redemptions.change(orderId, (redemption) =>
      decideRedemption(
        known && !refusal
          ? { type: 'grant', at, grant: { code: known.code, userId, currency, amount: discountOf(known.amount, order) } }
          : { type: 'reject', at, rejection: { code, userId, reason: refusal ?? 'unknown' } },
        redemption,
      ),
    );
  }

  private async reserve(
    known: Voucher,
    redeemingOrderId: string,
    order: RedeemingOrder,
    at: string,
  ): Promise<RejectionReason | undefined> {
    let refusal: RejectionReason | undefined;
    await this.vouchers.change(known.orderId, (voucher: VoucherState) => {
      refusal = refusalOf(voucher, order, at);
      return refusal ? [] : decide({ type: 'reserve', redeemingOrderId, at }, voucher);
    });
    return refusal;
  }
}
