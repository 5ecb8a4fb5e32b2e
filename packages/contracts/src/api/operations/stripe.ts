import { z } from 'zod';
import { stripeEvent, stripeWebhookResponse } from '../payment.js';
import { defineOperation } from './operation.js';

export const stripeOperations = {
  receiveStripeEvent: defineOperation({
    method: 'post',
    path: '/api/payments/stripe/webhook',
    tag: 'Payments',
    summary: 'Hear from Stripe what has happened',
    description: 'For Stripe alone, which signs what it sends. It is not believed, but a reason to ask.',
    access: 'anyone',
    onlyWith: 'PAYMENT_GATEWAY=stripe',
    headers: z.object({
      'Stripe-Signature': z.string().optional().meta({ description: 'Made with the secret of the endpoint.' }),
    }),
    body: stripeEvent,
    answers: { 200: { description: 'It was heard, whether it mattered or not.', body: stripeWebhookResponse } },
    problems: ['invalid_signature', 'service_unavailable', 'store_unavailable', 'gateway_unavailable', 'starting'],
    examples: {
      forged: {
        summary: 'From somebody else',
        headers: { 'Stripe-Signature': 't=1,v1=00' },
        body: { id: 'evt_1', type: 'charge.refunded', data: { object: {} } },
        leadsTo: 'invalid_signature',
      },
    },
  }),
} as const;
