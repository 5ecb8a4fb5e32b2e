import type { OrderListQuery, Page } from '@ordermill/contracts';
import type { Order } from '../domain/order.js';
import type { OrderQueries } from './ports.js';

export interface ListOrdersInput {
  readonly userId: string;
  readonly query: OrderListQuery;
}

export class ListOrders {
  constructor(private readonly orders: OrderQueries) {}

  execute({ userId, query }: ListOrdersInput): Promise<Page<Order>> {
    return this.orders.list(userId, query);
  }
}
