import { z } from 'zod';
import { textLike, timestamp } from '../events/fields.js';
import { listQuery, pageOf, text } from './fields.js';
import { service, serviceName, unavailable } from './ops-fields.js';

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
  reason: z.enum(reasons).optional(),
  error: text(500).min(1).optional(),
  failedBefore: time.optional(),
  failedAfter: time.optional(),
};

const { limit, cursor } = listQuery.shape;

export const deadLetterListQuery = z.strictObject({ ...deadLetterFilter, limit, cursor });

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

export const deadLetterIdParam = z.string().meta({ description: 'The id of the letter: SERVICE.UUID.' });

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

/** Services that would not do it, while others did. */
const refused = z
  .array(z.object({ service, code: textLike('dead_letters_busy'), detail: textLike('Somebody else is going through them.') }))
  .default([]);

export const redriveManyResponse = redriveResponse.extend({ unavailable, refused });
export const discardManyResponse = discardResponse.extend({ unavailable, refused });
export const deadLetterPage = pageOf(deadLetterSummary).extend({ unavailable });
export const operationPage = pageOf(operationResponse).extend({ unavailable });

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
