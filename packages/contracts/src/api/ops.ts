import { z } from 'zod';
import { textLike, timestamp } from '../events/fields.js';
import { listQuery, pageOf } from './fields.js';
import { service, serviceName, unavailable } from './ops-fields.js';

const { limit, cursor } = listQuery.shape;

/** Which service to ask; all of them where it is left out. */
export const opsQuery = z.strictObject({ service: serviceName.optional() });
export const opsListQuery = opsQuery.extend({ limit, cursor });

/** There is nothing to say but whose. */
export const rebuildBody = z.strictObject({});

export const projectionNameParam = z.string().meta({ description: 'The name of the projection.' });

export const queueResponse = z.object({
  service,
  queue: textLike('ordermill.payment'),
  role: z.enum(['events', 'retry', 'dead letters']),
  ready: z.int(),
  consumers: z.int(),
});

export const relayResponse = z.object({
  service,
  leading: z.boolean(),
  pending: z.int(),
  lagSeconds: z.number(),
});

export const timerResponse = z.object({
  service,
  key: textLike('01a1fcaa-8b52-7417-a60b-52b7150fb667'),
  type: textLike('order.delivery-due'),
  subject: textLike('01a1fcaa-8b52-7417-a60b-52b7150fb667'),
  due: timestamp,
  failures: z.int(),
  error: z.string().nullable(),
});

export const timerTotals = z.object({
  service,
  waiting: z.int(),
  overdue: z.int(),
  failing: z.int(),
  nextDue: timestamp.nullable(),
});

export const rebuildStatus = z.enum([
  'waiting',
  'building',
  'following',
  'swapping',
  'done',
  'failed',
  'cancelling',
  'cancelled',
]);

/** How far the last rebuild of a projection is; the total grows with what happens meanwhile. */
export const rebuildResponse = z.object({
  id: textLike('01a1fcab-9c3d-7b20-8e15-4f6a7b8c9d0e'),
  status: rebuildStatus,
  requestedBy: textLike('admin'),
  requestedAt: timestamp,
  startedAt: timestamp.nullable(),
  finishedAt: timestamp.nullable(),
  eventsRead: z.int(),
  eventsTotal: z.int(),
  streams: z.int(),
  eventsPerSecond: z.int(),
  error: z.string().nullable(),
});

export const projectionResponse = z.object({
  service,
  name: textLike('order'),
  category: textLike('order'),
  view: textLike('orders'),
  rebuild: rebuildResponse.nullable(),
});

export const timerPage = pageOf(timerResponse).extend({ totals: z.array(timerTotals), unavailable });
export const queueList = z.object({ data: z.array(queueResponse), unavailable });
export const projectionList = z.object({ data: z.array(projectionResponse), unavailable });
export const relayList = z.object({ data: z.array(relayResponse), unavailable });

export type QueueResponse = z.infer<typeof queueResponse>;
export type RelayResponse = z.infer<typeof relayResponse>;
export type ProjectionResponse = z.infer<typeof projectionResponse>;
export type TimerResponse = z.infer<typeof timerResponse>;
export type TimerTotals = z.infer<typeof timerTotals>;
