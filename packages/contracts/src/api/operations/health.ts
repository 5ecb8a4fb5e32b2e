import { textLike } from '../../events/fields.js';
import { liveResponse, readyResponse } from '../health.js';
import { defineOperation } from './operation.js';

const common = { method: 'get', tag: 'Health', access: 'anyone' } as const;

export const healthOperations = {
  getLiveness: defineOperation({
    ...common,
    path: '/health/live',
    summary: 'Whether the process runs',
    answers: { 200: { description: 'It does.', body: liveResponse } },
    examples: { now: { summary: 'Now', leadsTo: 200 } },
  }),

  getReadiness: defineOperation({
    ...common,
    path: '/health/ready',
    summary: 'Whether work can be done',
    answers: {
      200: { description: 'It can.', body: readyResponse },
      503: { description: 'It cannot; what is amiss is among the checks.', body: readyResponse },
    },
    examples: { now: { summary: 'Now', leadsTo: 200 } },
  }),

  getMetrics: defineOperation({
    ...common,
    path: '/metrics',
    summary: 'Metrics of the process',
    description: 'In the text format of Prometheus. In production it is not routed from outside.',
    answers: {
      200: {
        description: 'The metrics.',
        body: textLike('ordermill_relay_lag_seconds{service="order"} 0\n'),
        contentType: 'text/plain',
      },
    },
    examples: { now: { summary: 'Now', leadsTo: 200 } },
  }),
} as const;
