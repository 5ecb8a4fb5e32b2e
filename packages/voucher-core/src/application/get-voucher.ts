import { DomainError } from '@ordermill/kernel';
import type { Voucher } from '../domain/voucher.js';
import type { VoucherQueries } from './ports.js';

export interface GetVoucherInput {
  readonly code: string;
  readonly userId: string;
}

export class GetVoucher {
  constructor(private readonly vouchers: VoucherQueries) {}

  async execute({ code, userId }: GetVoucherInput): Promise<Voucher> {
    const voucher = await this.vouchers.findByCode(code);
    if (voucher?.userId !== userId) throw new DomainError('not-found', 'voucher_not_found', 'there is no such voucher');
    return voucher;
  }
}
