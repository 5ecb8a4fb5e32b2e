import { z } from 'zod';
import { textLike, timestamp } from '../events/fields.js';
import { listQuery, pageOf, text } from './fields.js';

const serviceName = z.string().regex(/^[a-z][a-z-]{0,39}$/, 'must be the name of a service');
const time = z.iso.datetime({ offset: true });

// Those of services, then those of RabbitMQ.
const reasons = [
  'unparseable',
  'too_large',
  'invalid',
  'unknown_type',
  'rejected',
  'exhausted',
  'crashed',
  'delivery_limit',
  'expired',
  'maxlen',
  'unknown',
] as const;

const deadLetterFilter = {
  service: serviceName.optional(),
  type: text(255).min(1).optional(),
  subject: text(255).min(1).optional(),
  reason: z.enum(reasons, `must be one of ${reasons.join(', ')}`).optional(),
  error: text(500).min(1).optional(),
  failedBefore: time.optional(),
  failedAfter: time.optional(),
};

const { limit, cursor } = listQuery.shape;

export const deadLetterListQuery = z.strictObject({ ...deadLetterFilter, limit, cursor });

/** Which service to ask; all of them where it is left out. */
export const opsQuery = z.strictObject({ service: serviceName.optional() });
export const opsListQuery = opsQuery.extend({ limit, cursor });

export const activityQuery = opsQuery.extend({
  minutes: z
    .string()
    .regex(/^([5-9]|[1-9]\d{1,2}|1[0-3]\d\d|14[0-3]\d|1440)$/, 'must be a whole number from 5 to 1440')
    .transform(Number)
    .default(60)
    .meta({ type: 'integer', minimum: 5, maximum: 1440, default: 60, description: 'How far back to look.' }),
});

export const mostLettersAtOnce = 1_000;

const conditions = Object.keys(deadLetterFilter);
const hasCondition = (body: object): boolean => conditions.some((name) => Object.hasOwn(body, name));
const oneOfConditions = `must name at least one of ${conditions.slice(0, -1).join(', ')} and ${conditions.at(-1)}`;

const manyLetters = {
  ...deadLetterFilter,
  limit: z.int().min(1).max(mostLettersAtOnce).default(mostLettersAtOnce),
  dryRun: z.boolean().default(false),
};

/** Which, or that it is all of them. */
export const redriveManyBody = z
  .strictObject({
    ...manyLetters,
    all: z.literal(true, 'must be true, or absent').optional().meta({ description: 'Where no condition is meant.' }),
    ratePerSecond: z.number().min(0.1).max(10_000).optional(),
    force: z.boolean().default(false),
  })
  .refine((body) => body.all === true || hasCondition(body), `${oneOfConditions}, or "all": true`);

/** Without a condition everything would go. */
export const discardManyBody = z.strictObject(manyLetters).refine(hasCondition, oneOfConditions);

export const redriveOneBody = z.strictObject({
  /** The event to send instead. */
  body: z.record(z.string(), z.unknown()).optional(),
  force: z.boolean().default(false),
});

/** There is nothing to say but whose. */
export const rebuildBody = z.strictObject({});

export const deadLetterIdParam = z.string().meta({ description: 'The id of the letter: SERVICE.UUID.' });
export const projectionNameParam = z.string().meta({ description: 'The name of the projection.' });

const service = textLike('payment');
const letterId = textLike('payment.7d9f2c14-3b6a-4e0f-9a55-1c2d3e4f5a6b');

export const deadLetterSummary = z.object({
  id: letterId,
  service,
  type: z
    .string()
    .nullable()
    .meta({ examples: ['order.created'] }),
  subject: z
    .string()
    .nullable()
    .meta({ examples: ['01a1fcaa-8b52-7417-a60b-52b7150fb667'] }),
  eventId: z
    .string()
    .nullable()
    .meta({ examples: ['01a1fcaa-8b52-7417-a60b-52b7150fb668'] }),
  reason: textLike('rejected'),
  error: textLike('DomainError: the payment is voided'),
  tries: z.int(),
  firstFailedAt: timestamp,
  failedAt: timestamp,
});

export const deadLetterResponse = deadLetterSummary.extend({
  stack: textLike('DomainError: the payment is voided'),
  body: textLike('{"specversion":"1.0"}'),
  bodyEncoding: z.enum(['utf8', 'base64']),
  event: z.unknown().meta({ description: 'The body, where it is JSON.', examples: [{ specversion: '1.0' }] }),
});

export const redriveOneResponse = z.object({ id: letterId, status: z.literal('redriven') });

export const redriveResponse = z.object({
  matched: z.int(),
  redriven: z.int(),
  remaining: z.int(),
  tooOld: z.int().meta({ description: 'What would match but for the redrive window.' }),
});
export const discardResponse = z.object({ matched: z.int(), discarded: z.int(), remaining: z.int() });

export const operationResponse = z.object({
  id: textLike('01a1fcab-9c3d-7b20-8e15-4f6a7b8c9d0e'),
  service,
  at: timestamp,
  actor: textLike('admin'),
  action: z.enum(['redrive', 'edit', 'discard']),
  letterId,
  eventId: z.string().nullable(),
  eventType: z.string().nullable(),
});

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

const lag = {
  pending: z.int().meta({ description: 'Events that are not yet published, counted up to 10,000.' }),
  lagSeconds: z.number().meta({ description: 'The age of the oldest of them.' }),
  waiting: z.int().nullable().meta({ description: 'Messages in the queue; null where the broker does not say.' }),
};

export const activityBucket = z.object({
  at: timestamp,
  events: z.int().meta({ description: 'Events published by the service.' }),
  handled: z.int().meta({ description: 'Messages handled by it.' }),
  retried: z.int().meta({ description: 'Of them, those whose handler had failed before.' }),
  p50Ms: z.int().nullable().meta({ description: 'Milliseconds from an event to its handling: half of them were faster.' }),
  p95Ms: z.int().nullable().meta({ description: 'Nineteen of twenty were faster.' }),
  pending: lag.pending.nullable(),
  lagSeconds: lag.lagSeconds.nullable(),
  waiting: lag.waiting,
});

export const activityResponse = z.object({
  service,
  stepSeconds: z.int().meta({ description: 'How long a bucket is.' }),
  now: z.object(lag),
  buckets: z.array(activityBucket).meta({ description: 'The oldest first; the last one is not over yet. Of a lag, the worst.' }),
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

/** Services that could not answer. */
const unavailable = z.array(z.string()).default([]);

/** Services that would not do it, while others did. */
const refused = z
  .array(z.object({ service, code: textLike('dead_letters_busy'), detail: textLike('Somebody else is going through them.') }))
  .default([]);

export const redriveManyResponse = redriveResponse.extend({ unavailable, refused });
export const discardManyResponse = discardResponse.extend({ unavailable, refused });
export const deadLetterPage = pageOf(deadLetterSummary).extend({ unavailable });
export const operationPage = pageOf(operationResponse).extend({ unavailable });
export const timerPage = pageOf(timerResponse).extend({ totals: z.array(timerTotals), unavailable });
export const queueList = z.object({ data: z.array(queueResponse), unavailable });
export const projectionList = z.object({ data: z.array(projectionResponse), unavailable });
export const activityList = z.object({ data: z.array(activityResponse), unavailable });
export const relayList = z.object({ data: z.array(relayResponse), unavailable });

export type DeadLetterListQuery = z.infer<typeof deadLetterListQuery>;
export type RedriveManyBody = z.infer<typeof redriveManyBody>;
export type DiscardManyBody = z.infer<typeof discardManyBody>;
export type RedriveOneBody = z.infer<typeof redriveOneBody>;
export type DeadLetterSummaryResponse = z.infer<typeof deadLetterSummary>;
export type DeadLetterResponse = z.infer<typeof deadLetterResponse>;
export type RedriveOneResponse = z.infer<typeof redriveOneResponse>;
export type RedriveResponse = z.infer<typeof redriveResponse>;
export type DiscardResponse = z.infer<typeof discardResponse>;
export type OperationResponse = z.infer<typeof operationResponse>;
export type QueueResponse = z.infer<typeof queueResponse>;
export type RelayResponse = z.infer<typeof relayResponse>;
export type ProjectionResponse = z.infer<typeof projectionResponse>;
export type ActivityQuery = z.infer<typeof activityQuery>;
export type ActivityBucketResponse = z.infer<typeof activityBucket>;
export type ActivityResponse = z.infer<typeof activityResponse>;
export type TimerResponse = z.infer<typeof timerResponse>;
export type TimerTotals = z.infer<typeof timerTotals>;
