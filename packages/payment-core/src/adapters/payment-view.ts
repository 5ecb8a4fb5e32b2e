import type { ViewRow } from '@ordermill/eventing';
import { EntitySchema } from 'typeorm';
import type { Payment } from '../domain/state.js';

/** A payment as it now is, one row an order. */
export type PaymentRow = ViewRow<Payment>;

export const paymentView = new EntitySchema<PaymentRow>({
  name: 'payment',
  tableName: 'payments',
  columns: {
    orderId: { type: 'uuid', name: 'order_id', primary: true },
    userId: { type: 'text', name: 'user_id' },
    amount: { type: 'numeric' },
    currency: { type: 'text' },
    status: { type: 'text' },
    reason: { type: 'text', nullable: true },
    policy: { type: 'text', nullable: true },
    attempts: { type: 'jsonb' },
    refunds: { type: 'jsonb' },
    createdAt: { type: 'timestamptz', name: 'created_at' },
    updatedAt: { type: 'timestamptz', name: 'updated_at' },
    version: { type: 'integer' },
  },
});
