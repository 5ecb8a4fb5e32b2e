import { z } from 'zod';
import { orderIdParam } from '../fields.js';
import { payBody, paymentListQuery, paymentPage, paymentResponse, refund, refundBody } from '../payment.js';
import { exampleIds } from './example-ids.js';
import { defineOperation } from './operation.js';

const { openOrder, deliveredOrder, unknownOrder } = exampleIds;

const params = z.object({ orderId: orderIdParam });

const cardOf = (number: string, expiry = '12/34') => ({ creditCardDetails: { number, cvt: '123', expiry } });

export const paymentOperations = {
  listPayments: defineOperation({
    method: 'get',
    path: '/api/payments',
    tag: 'Payments',
    summary: 'List your payments, newest first',
    access: 'user',
    query: paymentListQuery,
    answers: { 200: { description: 'A page.', body: paymentPage } },
    examples: {
      newest: { summary: 'The newest', leadsTo: 200 },
      pending: { summary: 'Those to be paid', query: { status: 'pending', limit: 5 }, leadsTo: 200 },
    },
  }),

  getPayment: defineOperation({
    method: 'get',
    path: '/api/payments/{orderId}',
    tag: 'Payments',
    summary: 'Get the payment of an order',
    description: 'With its attempts and refunds. A new order has its payment a moment later.',
    access: 'user',
    params,
    answers: { 200: { description: 'The payment.', body: paymentResponse } },
    problems: ['payment_not_found'],
    examples: {
      yours: { summary: 'Of one of your orders', params: { orderId: openOrder }, leadsTo: 200 },
      unknown: { summary: 'Of an unknown order', params: { orderId: unknownOrder }, leadsTo: 'payment_not_found' },
    },
  }),

  payOrder: defineOperation({
    method: 'post',
    path: '/api/payments/pay/{orderId}',
    tag: 'Payments',
    summary: 'Pay a manual order by card',
    description:
      'A decline leaves the order as it is: it may be tried again, under another Idempotency-Key. No number or code is ever stored, logged or echoed. Test numbers: 4242424242424242 pays, 4000000000000002 is declined, 4000000000009995 has insufficient funds.',
    access: 'user',
    params,
    body: payBody,
    answers: { 200: { description: 'The payment, confirmed.', body: paymentResponse } },
    problems: [
      'card_declined',
      'insufficient_funds',
      'expired_card',
      'incorrect_number',
      'incorrect_cvc',
      'lost_card',
      'stolen_card',
      'processing_error',
      'payment_not_found',
      'already_paid',
      'payment_not_manual',
      'payment_not_payable',
      'payment_in_progress',
      'gateway_unavailable',
    ],
    examples: {
      declined: {
        summary: 'A card that is declined',
        params: { orderId: openOrder },
        body: cardOf('4000000000000002'),
        leadsTo: 'card_declined',
      },
      poor: {
        summary: 'A card without funds',
        params: { orderId: openOrder },
        body: cardOf('4000000000009995'),
        leadsTo: 'insufficient_funds',
      },
      expired: {
        summary: 'A card of the past',
        params: { orderId: openOrder },
        body: cardOf('4242424242424242', '1/2020'),
        leadsTo: 'expired_card',
      },
      mistyped: {
        summary: 'A number with a digit wrong',
        params: { orderId: openOrder },
        body: cardOf('4242424242424241'),
        leadsTo: 'incorrect_number',
      },
      short: { summary: 'No number at all', params: { orderId: openOrder }, body: cardOf('42'), leadsTo: 'invalid_request' },
      automatic: {
        summary: 'An order that was paid already',
        params: { orderId: deliveredOrder },
        body: cardOf('4242424242424242'),
        leadsTo: 'already_paid',
      },
      pays: {
        summary: 'A card that pays',
        params: { orderId: openOrder },
        body: cardOf('4242 4242 4242 4242'),
        leadsTo: 200,
      },
    },
  }),

  refundPayment: defineOperation({
    method: 'post',
    path: '/api/payments/{orderId}/refunds',
    tag: 'Payments',
    summary: 'Refund a payment, or a part of it',
    description: 'Without an amount all that is left. The payment stays `confirmed` until all of it is refunded.',
    access: 'admin',
    params,
    body: refundBody,
    bodyOptional: true,
    answers: { 201: { description: 'The refund, which the gateway may still have to carry out.', body: refund } },
    problems: ['payment_not_found', 'payment_not_captured', 'refund_exceeds_captured'],
    examples: {
      tooMuch: {
        summary: 'More than was captured',
        params: { orderId: deliveredOrder },
        body: { amount: '99999.00' },
        leadsTo: 'refund_exceeds_captured',
      },
      part: { summary: 'A part', params: { orderId: deliveredOrder }, body: { amount: '7.00' }, leadsTo: 201 },
      rest: { summary: 'All that is left', params: { orderId: deliveredOrder }, body: {}, leadsTo: 201 },
      unpaid: { summary: 'Not paid', params: { orderId: openOrder }, body: {}, leadsTo: 'payment_not_captured' },
    },
  }),
} as const;
