import type { Clock } from '@ordermill/kernel';
import type { EarningOrder, VoucherRule } from '../domain/rule.js';
import { decide, type VoucherState } from '../domain/voucher.js';
import type { VoucherCodes, VoucherRepository } from './ports.js';

export interface IssueVoucherInput {
  readonly orderId: string;
  readonly order: EarningOrder;
}

export class IssueVoucher {
  constructor(
    private readonly vouchers: VoucherRepository,
    private readonly codes: VoucherCodes,
    private readonly clock: Clock,
    private readonly rule: VoucherRule,
  ) {}

  execute({ orderId, order }: IssueVoucherInput): Promise<VoucherState> {
    const at = this.clock.now().toISOString();
    return this.vouchers.change(orderId, (voucher) =>
      decide({ type: 'issue', order, rule: this.rule, code: this.codes.next(), at }, voucher),
    );
  }
}
