import type { ViewRow } from '@ordermill/eventing';
import { EntitySchema } from 'typeorm';
import type { Order } from '../domain/order.js';

/** An order as it now is, one row each. */
export type OrderRow = ViewRow<Order>;

export const orderView = new EntitySchema<OrderRow>({
  name: 'order',
  tableName: 'orders',
  columns: {
    id: { type: 'uuid', primary: true },
    userId: { type: 'text', name: 'user_id' },
    amount: { type: 'numeric' },
    currency: { type: 'text' },
    description: { type: 'text' },
    items: { type: 'jsonb' },
    status: { type: 'text' },
    cancelReason: { type: 'text', name: 'cancel_reason', nullable: true },
    paymentMode: { type: 'text', name: 'payment_mode' },
    voucherCode: { type: 'text', name: 'voucher_code', nullable: true },
    discount: { type: 'numeric' },
    createdAt: { type: 'timestamptz', name: 'created_at' },
    updatedAt: { type: 'timestamptz', name: 'updated_at' },
    version: { type: 'integer' },
  },
});
