import type { OrderStatus } from '@ordermill/contracts';
import type { Order, OrderEvent, OrderState } from './order.js';

export const evolve = (order: OrderState, event: OrderEvent, id: string): OrderState => {
  if (event.type === 'order.created') return created(event, id);
  if (!order) return undefined;
  const next = { ...order, updatedAt: event.time, version: order.version + 1 };
  if (event.type === 'order.discounted') return { ...next, discount: event.data.discount };
  const status = statusAfter[event.type];
  return event.type === 'order.cancelled' ? { ...next, status, cancelReason: event.data.reason } : { ...next, status };
};

const created = ({ data, time }: Extract<OrderEvent, { type: 'order.created' }>, id: string): Order => ({
  id,
  userId: data.userId,
  amount: data.amount,
  currency: data.currency,
  description: data.description,
  items: data.items,
  status: 'created',
  cancelReason: null,
  paymentMode: data.paymentMode,
  voucherCode: data.voucherCode,
  discount: data.discount,
  createdAt: time,
  updatedAt: time,
  version: 1,
});

const statusAfter = {
  'order.confirmed': 'confirmed',
  'order.sent': 'sent',
  'order.delivered': 'delivered',
  'order.cancelled': 'cancelled',
} as const satisfies Record<string, OrderStatus>;
