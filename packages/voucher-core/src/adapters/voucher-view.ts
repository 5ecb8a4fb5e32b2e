import type { ViewRow } from '@ordermill/eventing';
import { EntitySchema } from 'typeorm';
import type { Voucher } from '../domain/voucher.js';

/** A voucher as it now is, one row for the order that earned it. */
export type VoucherRow = Omit<ViewRow<Voucher>, 'expiresAt'> & { readonly expiresAt: Date };

export const voucherView = new EntitySchema<VoucherRow>({
  name: 'voucher',
  tableName: 'vouchers',
  columns: {
    orderId: { type: 'uuid', name: 'order_id', primary: true },
    code: { type: 'text', unique: true },
    userId: { type: 'text', name: 'user_id' },
    amount: { type: 'numeric' },
    currency: { type: 'text' },
    status: { type: 'text' },
    expiresAt: { type: 'timestamptz', name: 'expires_at' },
    createdAt: { type: 'timestamptz', name: 'created_at' },
    updatedAt: { type: 'timestamptz', name: 'updated_at' },
    version: { type: 'integer' },
  },
});
