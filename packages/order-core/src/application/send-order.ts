import { type Clock, DomainError } from '@ordermill/kernel';
import { decide, type Order } from '../domain/order.js';
import type { OrderRepository } from './ports.js';

export interface SendOrderInput {
  readonly orderId: string;
  /** The admin who asks for it; absent when its time has come by itself. */
  readonly requestedBy?: string;
}

export class SendOrder {
  constructor(
    private readonly orders: OrderRepository,
    private readonly clock: Clock,
  ) {}

  execute({ orderId, requestedBy }: SendOrderInput): Promise<Order> {
    const at = this.clock.now().toISOString();
    return this.orders.change(orderId, (order) => {
      if (requestedBy !== undefined && (order?.status === 'created' || order?.status === 'cancelled'))
        throw new DomainError(
          'conflict',
          'order_not_sendable',
          `the order is ${order.status}; only a confirmed order can be sent`,
        );
      return decide({ type: 'send', actor: requestedBy ?? 'order', at }, order);
    });
  }
}
