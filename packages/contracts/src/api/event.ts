import { z } from 'zod';
import { textLike, timestamp } from '../events/fields.js';
import { dateOrTime } from './fields.js';

const name = z.string().min(1).max(255);

const position = z
  .string()
  .regex(/^\d{1,15}$/, 'must be a position: a whole number, 0 or more')
  .transform(Number)
  .meta({ type: 'integer', minimum: 0 });

/** Of `GET /api/events`: those after a position, and the times from `timeFrom` (inclusive) to `timeTo` (exclusive). */
export const eventListQuery = z.strictObject({
  subject: name.optional(),
  type: name.optional(),
  timeFrom: dateOrTime.optional().meta({ description: 'Inclusive.' }),
  timeTo: dateOrTime.optional().meta({ description: 'Exclusive.' }),
  after: position.default(0).meta({ type: 'integer', minimum: 0, default: 0, description: 'A position: those after it.' }),
  limit: z
    .string()
    .regex(/^([1-9]\d{0,2}|1000)$/, 'must be a whole number from 1 to 1000')
    .transform(Number)
    .default(100)
    .meta({ type: 'integer', minimum: 1, maximum: 1000, default: 100, description: 'How many at most.' }),
});

/** A CloudEvent in structured JSON; what its type asks of subject and data is in the catalog. */
export const eventBody = z.strictObject({
  specversion: z.literal('1.0', 'must be "1.0"'),
  id: name,
  source: name,
  type: name,
  subject: name,
  time: timestamp.exactOptional(),
  datacontenttype: z.literal('application/json', 'must be "application/json"').exactOptional(),
  dataschema: name.exactOptional(),
  data: z.unknown(),
  correlationid: name.exactOptional(),
  causationid: name.exactOptional(),
  sequence: z
    .string()
    .regex(/^\d{1,20}$/, 'must be digits')
    .exactOptional(),
  actor: name.exactOptional(),
  traceparent: name.exactOptional(),
});

const envelope = z.object({
  specversion: z.literal('1.0'),
  id: textLike('01a1fcab-9c3d-7b20-8e15-4f6a7b8c9d0e'),
  source: textLike('/order'),
  type: textLike('order.confirmed'),
  subject: textLike('01a1fcaa-8b52-7417-a60b-52b7150fb667'),
  time: timestamp,
  datacontenttype: textLike('application/json'),
  dataschema: textLike('https://ordermill.dev/schemas/order.confirmed/v1'),
  data: z.unknown().meta({ examples: [{ userId: 'demo', amount: '207.00', currency: 'EUR' }] }),
  correlationid: textLike('01a1fcaa-8b52-7417-a60b-52b7150fb667'),
  causationid: textLike('01a1fcab-7d20-7b20-8e15-4f6a7b8c9d0e').exactOptional(),
  sequence: textLike('2'),
  actor: textLike('order').exactOptional(),
  traceparent: textLike('00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01').exactOptional(),
});

/** As it is published, extensions that nobody here knows included. */
export const appendedEvent = envelope.loose();

/** With where it is in the archive. */
export const archivedEvent = envelope.extend({ position: z.int() }).loose();

/** `nextAfter` is null on the last page; whoever waits for more goes on from the last position. */
export const eventPage = z.object({ data: z.array(archivedEvent), nextAfter: z.int().nullable() });

export type EventListQuery = z.infer<typeof eventListQuery>;
export type EventBody = z.infer<typeof eventBody>;
export type EventEnvelope = Readonly<z.infer<typeof envelope>>;
export type ArchivedEvent = EventEnvelope & { readonly position: number };
export type EventPage = { readonly data: readonly ArchivedEvent[]; readonly nextAfter: number | null };
