import type { OrderStatus } from '@ordermill/contracts';
import type { Order, OrderEvent, OrderState } from './order.js';

export const evolve = (order: OrderState, event: OrderEvent, id: string): OrderState => {
  if (event.type === 'order.created') {
    const unset = { cancelReason: null, voucherCode: null };
    return { ...event.data, ...unset, id, status: 'created', createdAt: event.time, updatedAt: event.time, version: 1 };
  }
  if (!order) return undefined;
  const next = { ...order, status: statusAfter[event.type], updatedAt: event.time, version: order.version + 1 } satisfies Order;
  return event.type === 'order.cancelled' ? { ...next, cancelReason: event.data.reason } : next;
};

const statusAfter = {
  'order.confirmed': 'confirmed',
  'order.sent': 'sent',
  'order.delivered': 'delivered',
  'order.cancelled': 'cancelled',
} as const satisfies Record<string, OrderStatus>;
