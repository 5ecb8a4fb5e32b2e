import { z } from 'zod';
import { defineEvent } from './definition.js';
import { currency, decimal, userId } from './fields.js';

export const orderItem = z.object({ name: z.string(), price: decimal, quantity: z.int().positive() });

export const paymentMode = z.enum(['auto', 'manual']);

const order = z.object({ userId, amount: decimal, currency });

export const orderEvents = {
  'order.created': defineEvent(
    'order.created',
    order.extend({ description: z.string(), items: z.array(orderItem), paymentMode, discount: decimal }),
    { consumers: ['payment'] },
  ),
  'order.confirmed': defineEvent('order.confirmed', order),
  'order.sent': defineEvent('order.sent', order.extend({ discount: decimal }), { consumers: ['voucher'] }),
  'order.delivered': defineEvent('order.delivered', order),
  'order.cancelled': defineEvent('order.cancelled', order.extend({ discount: decimal, reason: z.string() }), {
    consumers: ['payment', 'voucher'],
  }),
} as const;

export type OrderItem = z.infer<typeof orderItem>;
export type PaymentMode = z.infer<typeof paymentMode>;
