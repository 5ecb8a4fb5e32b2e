import type { Clock } from '@ordermill/kernel';
import { decide, type Order } from '../domain/order.js';
import type { OrderRepository } from './ports.js';

export interface DeliverOrderInput {
  readonly orderId: string;
}

export class DeliverOrder {
  constructor(
    private readonly orders: OrderRepository,
    private readonly clock: Clock,
  ) {}

  execute({ orderId }: DeliverOrderInput): Promise<Order> {
    const at = this.clock.now().toISOString();
    return this.orders.change(orderId, (order) => decide({ type: 'deliver', actor: 'order', at }, order));
  }
}
