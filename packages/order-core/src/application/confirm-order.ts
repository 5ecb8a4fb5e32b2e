import type { Clock } from '@ordermill/kernel';
import { decide, type Order, type Paid } from '../domain/order.js';
import type { OrderRepository } from './ports.js';

export interface ConfirmOrderInput {
  readonly orderId: string;
  readonly paid: Paid;
}

export class ConfirmOrder {
  constructor(
    private readonly orders: OrderRepository,
    private readonly clock: Clock,
  ) {}

  execute({ orderId, paid }: ConfirmOrderInput): Promise<Order> {
    const at = this.clock.now().toISOString();
    return this.orders.change(orderId, (order) => decide({ type: 'confirm', paid, actor: 'order', at }, order));
  }
}
