import { z } from 'zod';
import { currency, decimal, textLike, timestamp, userId } from '../events/fields.js';
import { orderItem, paymentMode } from '../events/order.js';
import { amountInput, listQuery, pageOf, text } from './fields.js';

export const placeOrderBody = z
  .strictObject({
    amount: amountInput.optional(),
    items: z
      .array(
        z.strictObject({
          name: text(200).trim().min(1, 'must not be empty'),
          price: amountInput,
          quantity: z.int().min(1).max(1_000_000).default(1),
        }),
      )
      .min(1)
      .max(1000)
      .optional(),
    currency: z.string().default('EUR'),
    description: text(500).default(''),
    paymentMode: paymentMode.default('auto'),
    voucherCode: text(64).trim().min(1, 'must not be empty').nullable().default(null),
  })
  .meta({ anyOf: [{ required: ['amount'] }, { required: ['items'] }] });

export const orderStatus = z.enum(['created', 'confirmed', 'sent', 'delivered', 'cancelled']);

export const orderResponse = z.object({
  id: z.uuid().meta({ examples: ['01a1fcaa-8b52-7417-a60b-52b7150fb667'] }),
  userId,
  amount: decimal.meta({ description: 'Gross; what is charged is less by the discount.' }),
  currency,
  description: textLike('test top up e wallet'),
  items: z.array(orderItem),
  status: orderStatus,
  cancelReason: z.string().nullable().meta({ description: 'Why it was cancelled: `payment_declined`, `cancelled_by_user`, …' }),
  paymentMode,
  voucherCode: z.string().nullable(),
  discount: decimal.meta({ examples: ['0.00'] }),
  createdAt: timestamp,
  updatedAt: timestamp,
  version: z.int(),
});

export const orderStatusResponse = orderResponse.pick({ id: true, status: true });

export const orderListQuery = listQuery.extend({ status: orderStatus.optional() });
export const orderPage = pageOf(orderResponse);

/** What happened to an order, in whichever service, and how the order is since. */
export const orderUpdate = z.object({
  orderId: orderResponse.shape.id,
  type: textLike('order.confirmed'),
  status: orderStatus.meta({ examples: ['confirmed'] }),
  time: timestamp,
  version: z.int().meta({ description: 'Of the order.', examples: [2] }),
});

/** One event of an order's history, as its source stated it and in the newest version of its data. */
export const historyEntry = z.object({
  id: textLike('01a1fcab-9c3d-7b20-8e15-4f6a7b8c9d0e'),
  type: textLike('order.confirmed'),
  source: textLike('/order').meta({ description: '`/` and the service that stated it.' }),
  time: timestamp,
  version: z.int().meta({
    description: 'The number of the event in the stream of its source, such as the version of the order that it led to.',
    examples: [2],
  }),
  actor: z
    .string()
    .nullable()
    .meta({ examples: ['order'] }),
  causationId: z.string().nullable().meta({ description: 'The id of the event that led to this one.' }),
  data: z.record(z.string(), z.unknown()).meta({ examples: [{ userId: 'demo', amount: '207.00', currency: 'EUR' }] }),
});

/** At most this many events are shown of one order, those that came first. */
export const longestHistory = 1_000;

/** Every event stands after the one that caused it, else by time. */
export const orderHistory = z.object({ data: z.array(historyEntry).max(longestHistory) });

export type PlaceOrderBody = z.infer<typeof placeOrderBody>;
export type OrderStatus = z.infer<typeof orderStatus>;
export type OrderResponse = z.infer<typeof orderResponse>;
export type HistoryEntry = z.infer<typeof historyEntry>;
export type OrderHistory = z.infer<typeof orderHistory>;
export type OrderListQuery = z.infer<typeof orderListQuery>;
