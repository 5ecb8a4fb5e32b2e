import { type Order, orderNotFound } from '../domain/order.js';
import type { OrderQueries } from './ports.js';

export interface GetOrderInput {
  readonly orderId: string;
  readonly userId: string;
}

export class GetOrder {
  constructor(private readonly orders: OrderQueries) {}

  async execute({ orderId, userId }: GetOrderInput): Promise<Order> {
    const order = await this.orders.find(orderId);
    if (order?.userId !== userId) throw orderNotFound();
    return order;
  }
}
