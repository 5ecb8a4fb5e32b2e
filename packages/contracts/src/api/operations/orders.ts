import { z } from 'zod';
import { orderIdParam } from '../fields.js';
import { orderHistory, orderListQuery, orderPage, orderResponse, orderStatusResponse, placeOrderBody } from '../order.js';
import { exampleIds } from './example-ids.js';
import { defineOperation } from './operation.js';

const { openOrder, confirmedOrder, deliveredOrder, unknownOrder } = exampleIds;

const params = z.object({ id: orderIdParam });
const order = { body: orderResponse, headers: ['ETag'] } as const;

export const orderOperations = {
  placeOrder: defineOperation({
    method: 'post',
    path: '/api/orders',
    tag: 'Orders',
    summary: 'Place an order',
    description:
      'Takes an amount, items, or both if they agree. An automatic order is then paid by the payment policy; a manual one waits for a card. A voucher code is not refused here: the voucher service decides, and one that cannot be used cancels the order (`voucher_rejected`).',
    access: 'user',
    body: placeOrderBody,
    answers: { 201: { description: 'The order.', body: orderResponse, headers: ['Location', 'ETag'] } },
    problems: ['total_mismatch'],
    examples: {
      amount: { summary: 'An amount', body: { amount: 207, description: 'test top up e wallet' }, leadsTo: 201 },
      items: {
        summary: 'Items, to be paid by card',
        body: { items: [{ name: 'tea', price: '3.50', quantity: 2 }], currency: 'EUR', paymentMode: 'manual' },
        leadsTo: 201,
      },
      voucher: {
        summary: 'With a voucher',
        body: { amount: '20.00', description: 'test', voucherCode: exampleIds.voucherCode },
        leadsTo: 201,
      },
      disagreement: {
        summary: 'An amount that is not the sum of the items',
        body: { amount: 10, items: [{ name: 'tea', price: 3 }] },
        leadsTo: 'total_mismatch',
      },
    },
  }),

  listOrders: defineOperation({
    method: 'get',
    path: '/api/orders',
    tag: 'Orders',
    summary: 'List your orders, newest first',
    access: 'user',
    query: orderListQuery,
    answers: { 200: { description: 'A page.', body: orderPage } },
    examples: {
      newest: { summary: 'The newest', leadsTo: 200 },
      delivered: { summary: 'Delivered ones of a year', query: { status: 'delivered', createdFrom: '2026-01-01' }, leadsTo: 200 },
    },
  }),

  getOrder: defineOperation({
    method: 'get',
    path: '/api/orders/{id}',
    tag: 'Orders',
    summary: 'Get an order',
    access: 'user',
    params,
    headers: z.object({
      'If-None-Match': z.string().optional().meta({ description: 'The ETags of versions that are known, quotes included.' }),
    }),
    answers: {
      200: { description: 'The order.', ...order },
      304: { description: 'It is at a version that is known.', headers: ['ETag'] },
    },
    problems: ['order_not_found'],
    examples: {
      yours: { summary: 'One of yours', params: { id: openOrder }, leadsTo: 200 },
      known: { summary: 'One that is known', params: { id: openOrder }, headers: { 'If-None-Match': '"1"' }, leadsTo: 304 },
      unknown: { summary: "Unknown, or somebody else's", params: { id: unknownOrder }, leadsTo: 'order_not_found' },
    },
  }),

  getOrderStatus: defineOperation({
    method: 'get',
    path: '/api/orders/{id}/status',
    tag: 'Orders',
    summary: 'Get the status of an order',
    access: 'user',
    params,
    answers: { 200: { description: 'Its id and status.', body: orderStatusResponse } },
    problems: ['order_not_found'],
    examples: { yours: { summary: 'One of yours', params: { id: openOrder }, leadsTo: 200 } },
  }),

  getOrderHistory: defineOperation({
    method: 'get',
    path: '/api/orders/{id}/history',
    tag: 'Orders',
    summary: 'Get the history of an order',
    description: 'What the services stated about it: every event stands after the one that caused it, else by time.',
    access: 'user',
    params,
    answers: { 200: { description: 'Its events.', body: orderHistory } },
    problems: ['order_not_found'],
    examples: {
      yours: { summary: 'One of yours', params: { id: openOrder }, leadsTo: 200 },
      unknown: { summary: "Unknown, or somebody else's", params: { id: unknownOrder }, leadsTo: 'order_not_found' },
    },
  }),

  cancelOrder: defineOperation({
    method: 'delete',
    path: '/api/orders/{id}',
    tag: 'Orders',
    summary: 'Cancel an order',
    description:
      'From any state before delivered; an order that is cancelled already stays as it is. What was captured is refunded, and an unused voucher revoked.',
    access: 'user',
    params,
    headers: z.object({
      'If-Match': z
        .string()
        .optional()
        .meta({ description: 'The ETags of the versions that are meant, quotes included; `*` for any.' }),
    }),
    answers: { 200: { description: 'The order, cancelled.', ...order } },
    problems: ['order_not_found', 'order_not_cancellable', 'version_mismatch', 'concurrent_update'],
    examples: {
      stale: {
        summary: 'A version that has been left behind',
        params: { id: openOrder },
        headers: { 'If-Match': '"999"' },
        leadsTo: 'version_mismatch',
      },
      delivered: { summary: 'Too late', params: { id: deliveredOrder }, leadsTo: 'order_not_cancellable' },
      yours: { summary: 'One of yours', params: { id: openOrder }, leadsTo: 200 },
    },
  }),

  sendOrder: defineOperation({
    method: 'post',
    path: '/api/orders/{id}/send',
    tag: 'Orders',
    summary: 'Mark a confirmed order as sent',
    access: 'admin',
    params,
    answers: { 200: { description: 'The order, sent.', ...order } },
    problems: ['order_not_found', 'order_not_sendable'],
    examples: {
      confirmed: { summary: 'A confirmed order', params: { id: confirmedOrder }, leadsTo: 200 },
      open: { summary: 'An order that is not paid', params: { id: openOrder }, leadsTo: 'order_not_sendable' },
    },
  }),
} as const;
