import { z } from 'zod';
import { currency, decimal, timestamp } from '../events/fields.js';
import { orderItem, paymentMode } from '../events/order.js';
import { amountInput, listQuery, pageOf, text } from './fields.js';

export const placeOrderBody = z.strictObject({
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
});

export const orderStatus = z.enum(['created', 'confirmed', 'sent', 'delivered', 'cancelled']);

export const orderResponse = z.object({
  id: z.uuid(),
  userId: z.string(),
  amount: decimal,
  currency,
  description: z.string(),
  items: z.array(orderItem),
  status: orderStatus,
  cancelReason: z.string().nullable(),
  paymentMode,
  voucherCode: z.string().nullable(),
  discount: decimal,
  createdAt: timestamp,
  updatedAt: timestamp,
  version: z.int(),
});

export const orderListQuery = listQuery.extend({ status: orderStatus.optional() });
export const orderPage = pageOf(orderResponse);

/** One event of an order's history, as its source stated it and in the newest version of its data. */
export const historyEntry = z.object({
  id: z.string(),
  type: z.string(),
  /** `/` and the service that stated it. */
  source: z.string(),
  time: timestamp,
  /** The number of the event in the stream of its source, such as the version of the order that it led to. */
  version: z.int(),
  actor: z.string().nullable(),
  /** The id of the event that led to this one. */
  causationId: z.string().nullable(),
  data: z.record(z.string(), z.unknown()),
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
