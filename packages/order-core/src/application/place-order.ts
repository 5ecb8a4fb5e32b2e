import type { PlaceOrderBody } from '@ordermill/contracts';
import { type Clock, formatMoney, type Ids } from '@ordermill/kernel';
import { decide, type Order } from '../domain/order.js';
import { priceOrder } from '../domain/pricing.js';
import type { OrderRepository } from './ports.js';

export type PlaceOrderInput = PlaceOrderBody & { readonly userId: string };

export class PlaceOrder {
  constructor(
    private readonly orders: OrderRepository,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  execute({ userId, currency, description, paymentMode, voucherCode, amount, items }: PlaceOrderInput): Promise<Order> {
    const price = priceOrder({ currency, amount, items });
    const placement = {
      userId,
      currency,
      description,
      paymentMode,
      voucherCode,
      ...price,
      discount: formatMoney({ minor: 0, currency }),
    };
    const at = this.clock.now().toISOString();
    return this.orders.change(this.ids.next(), (order) => decide({ type: 'place', placement, actor: userId, at }, order));
  }
}
