import { z } from 'zod';
import { timestamp } from '../events/fields.js';
import { opsQuery } from './ops.js';
import { service, unavailable } from './ops-fields.js';

export const activityQuery = opsQuery.extend({
  minutes: z
    .string()
    .regex(/^([5-9]|[1-9]\d{1,2}|1[0-3]\d\d|14[0-3]\d|1440)$/, 'must be a whole number from 5 to 1440')
    .transform(Number)
    .default(60)
    .meta({ type: 'integer', minimum: 5, maximum: 1440, default: 60, description: 'How far back to look.' }),
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

export const activityList = z.object({ data: z.array(activityResponse), unavailable });

export type ActivityQuery = z.infer<typeof activityQuery>;
export type ActivityBucketResponse = z.infer<typeof activityBucket>;
export type ActivityResponse = z.infer<typeof activityResponse>;
