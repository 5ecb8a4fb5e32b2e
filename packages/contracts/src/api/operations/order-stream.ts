import { z } from 'zod';
import { orderUpdate } from '../order.js';
import { defineOperation } from './operation.js';

export const orderStreamOperations = {
  streamOrders: defineOperation({
    method: 'get',
    path: '/api/orders/stream',
    tag: 'Orders',
    summary: 'Follow what happens to your orders',
    description:
      'Server-sent events: `event` is the type, `data` an `OrderUpdate` as JSON, `id` where the stream goes on after it. From now on, or from `Last-Event-ID` without a gap or a repeat; an `id` alone comes every ten seconds. The stream may end at any time: come back with the last `id`, as an EventSource does by itself.',
    access: 'user',
    headers: z.object({
      'Last-Event-ID': z
        .string()
        .optional()
        .meta({ description: 'The last `id` that came.', examples: ['7312-42'] }),
    }),
    answers: { 200: { description: 'The stream.', events: orderUpdate, contentType: 'text/event-stream' } },
    examples: {
      now: { summary: 'From now on', leadsTo: 200 },
      later: { summary: 'From where it was', headers: { 'Last-Event-ID': '0-0' }, leadsTo: 200 },
      nowhere: { summary: 'From where it never was', headers: { 'Last-Event-ID': 'yesterday' }, leadsTo: 'invalid_request' },
    },
  }),
} as const;
