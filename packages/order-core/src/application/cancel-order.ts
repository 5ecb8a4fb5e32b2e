import { type Clock, DomainError } from '@ordermill/kernel';
import { decide, type Order, orderNotFound } from '../domain/order.js';
import type { OrderRepository } from './ports.js';

export interface CancelOrderInput {
  readonly orderId: string;
  readonly reason: string;
  /** The user who asks: must own the order. Absent when the order cancels itself. */
  readonly requestedBy?: string;
  /** The only version that may be cancelled. */
  readonly ifVersion?: number | undefined;
}

export class CancelOrder {
  constructor(
    private readonly orders: OrderRepository,
    private readonly clock: Clock,
  ) {}

  execute({ orderId, reason, requestedBy, ifVersion }: CancelOrderInput): Promise<Order> {
    const at = this.clock.now().toISOString();
    return this.orders.change(orderId, (order) => {
      if (requestedBy !== undefined && order?.userId !== requestedBy) throw orderNotFound();
      if (ifVersion !== undefined && order?.version !== ifVersion)
        throw new DomainError(
          'precondition-failed',
          'version_mismatch',
          `the order is at version ${order?.version ?? 0}, not ${ifVersion}`,
        );
      return decide({ type: 'cancel', reason, actor: requestedBy ?? 'order', at }, order);
    });
  }
}
