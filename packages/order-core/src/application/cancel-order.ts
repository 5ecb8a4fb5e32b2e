import { type Clock, DomainError } from '@ordermill/kernel';
import { decide, type Order, orderNotFound } from '../domain/order.js';
import type { OrderRepository } from './ports.js';

export interface CancelOrderInput {
  readonly orderId: string;
  readonly reason: string;
  /** Why exactly, where the reason leaves it open. */
  readonly detail?: string;
  /** The user who asks: must own the order. Absent when the order cancels itself. */
  readonly requestedBy?: string;
  /** The only versions that may be cancelled. */
  readonly ifVersions?: readonly number[] | undefined;
}

export class CancelOrder {
  constructor(
    private readonly orders: OrderRepository,
    private readonly clock: Clock,
  ) {}

  execute({ orderId, reason, detail, requestedBy, ifVersions }: CancelOrderInput): Promise<Order> {
    const at = this.clock.now().toISOString();
    return this.orders.change(orderId, (order) => {
      if (requestedBy !== undefined && order?.userId !== requestedBy) throw orderNotFound();
      const events = decide({ type: 'cancel', reason, detail, actor: requestedBy ?? 'order', at }, order);
      // After the decision: a precondition counts only where the request would succeed without it (RFC 9110, 13.2.1).
      if (order && ifVersions?.includes(order.version) === false) throw versionMismatch(order.version);
      return events;
    });
  }
}

const versionMismatch = (version: number): DomainError =>
  new DomainError('precondition-failed', 'version_mismatch', `the order is at version ${version}, which If-Match does not name`);
