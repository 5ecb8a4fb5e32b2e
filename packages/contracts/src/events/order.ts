import { z } from 'zod';
import { defineEvent } from './definition.js';
import { currency, decimal, textLike, userId } from './fields.js';

export const orderItem = z.object({ name: textLike('tea'), price: decimal, quantity: z.int().positive() });

export const paymentMode = z.enum(['auto', 'manual']);

const order = z.object({ userId, amount: decimal, currency });
const discount = decimal.meta({ examples: ['0.00'] });

const placed = order.extend({ description: textLike('test top up e wallet'), paymentMode, discount });

// What later versions have added may be left out by those who know only the first.
const voucherCode = z.string().nullable().default(null);

/** `detail` says more exactly why, where there is more to say: why a voucher was rejected. */
const cancelled = order.extend({
  discount,
  voucherCode,
  reason: textLike('cancelled_by_user'),
  detail: z.string().nullable().default(null),
});

/** Orders of the first version had no voucher. */
const withoutVoucher = (data: unknown): object => ({ ...(data as object), voucherCode: null });

export const orderEvents = {
  'order.created': defineEvent('order.created', placed.extend({ items: z.array(orderItem), voucherCode }), {
    version: 2,
    upcasters: { 1: withoutVoucher },
    consumers: ['payment', 'voucher'],
  }),
  /** The voucher that the order waited for was accepted: what is to be paid is known. */
  'order.discounted': defineEvent('order.discounted', placed.extend({ voucherCode: textLike('7GKQ-M2XW-94TB') }), {
    consumers: ['payment'],
  }),
  'order.confirmed': defineEvent('order.confirmed', order, { consumers: ['payment'] }),
  'order.sent': defineEvent('order.sent', order.extend({ discount }), { consumers: ['voucher'] }),
  'order.delivered': defineEvent('order.delivered', order),
  'order.cancelled': defineEvent('order.cancelled', cancelled, {
    version: 2,
    upcasters: { 1: (data) => ({ ...withoutVoucher(data), detail: null }) },
    consumers: ['payment', 'voucher'],
  }),
} as const;

export type OrderItem = z.infer<typeof orderItem>;
export type PaymentMode = z.infer<typeof paymentMode>;
