import type { Page, VoucherListQuery } from '@ordermill/contracts';
import type { Voucher } from '../domain/voucher.js';
import type { VoucherQueries } from './ports.js';

export interface ListVouchersInput {
  readonly userId: string;
  readonly query: VoucherListQuery;
}

export class ListVouchers {
  constructor(private readonly vouchers: VoucherQueries) {}

  execute({ userId, query }: ListVouchersInput): Promise<Page<Voucher>> {
    return this.vouchers.list(userId, query);
  }
}
