import { z } from 'zod';
import { orderIdParam } from '../fields.js';
import { journeyResponse } from '../journey.js';
import { exampleIds } from './example-ids.js';
import { defineOperation } from './operation.js';

// Not even an event from elsewhere is about it.
const neverHeardOf = '00000000-0000-7000-8000-00000000dead';

export const journeyOperations = {
  getJourney: defineOperation({
    method: 'get',
    path: '/api/ops/journeys/{orderId}',
    tag: 'Operations',
    access: 'admin',
    summary: "Get an order's whole journey",
    description:
      'Its events in all services, what has become of their deliveries, and what waits. Services that do not answer are named in `unavailable`.',
    params: z.object({ orderId: orderIdParam }),
    answers: { 200: { description: 'The journey.', body: journeyResponse } },
    problems: ['order_not_found', 'invalid_id'],
    examples: {
      delivered: { summary: 'Of an order that was delivered', params: { orderId: exampleIds.deliveredOrder }, leadsTo: 200 },
      unknown: { summary: 'Of no order', params: { orderId: neverHeardOf }, leadsTo: 'order_not_found' },
    },
  }),
} as const;
