import type { EventData } from '@ordermill/contracts';
import type { Clock } from '@ordermill/kernel';
import { decide, type Order } from '../domain/order.js';
import type { OrderRepository } from './ports.js';

export interface DiscountOrderInput {
  readonly orderId: string;
  /** What was granted: the voucher's value, or the whole amount where that is less. */
  readonly voucher: EventData<'voucher.redeemed'>;
}

export class DiscountOrder {
  constructor(
    private readonly orders: OrderRepository,
    private readonly clock: Clock,
  ) {}

  execute({ orderId, voucher }: DiscountOrderInput): Promise<Order> {
    const at = this.clock.now().toISOString();
    const { code: voucherCode, amount: discount } = voucher;
    return this.orders.change(orderId, (order) => decide({ type: 'discount', voucherCode, discount, actor: 'order', at }, order));
  }
}
