import { z } from 'zod';
import { timestamp } from '../events/fields.js';

const name = z.string().min(1).max(255);

const position = z
  .string()
  .regex(/^\d{1,15}$/, 'must be a position: a whole number, 0 or more')
  .transform(Number);

/** Of `GET /api/events`: those after a position, and the times from `timeFrom` (inclusive) to `timeTo` (exclusive). */
export const eventListQuery = z.strictObject({
  subject: name.optional(),
  type: name.optional(),
  timeFrom: timestamp.or(z.iso.date()).optional(),
  timeTo: timestamp.or(z.iso.date()).optional(),
  after: position.default(0),
  limit: z
    .string()
    .regex(/^([1-9]\d{0,2}|1000)$/, 'must be a whole number from 1 to 1000')
    .transform(Number)
    .default(100),
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
  id: z.string(),
  source: z.string(),
  type: z.string(),
  subject: z.string(),
  time: timestamp,
  datacontenttype: z.string(),
  dataschema: z.string(),
  data: z.unknown(),
  correlationid: z.string(),
  causationid: z.string().exactOptional(),
  sequence: z.string(),
  actor: z.string().exactOptional(),
  traceparent: z.string().exactOptional(),
});

/** As it was published, extensions that nobody here knows included, and where it is in the archive. */
export const archivedEvent = envelope.extend({ position: z.int() }).loose();

/** `nextAfter` is null on the last page; whoever waits for more goes on from the last position. */
export const eventPage = z.object({ data: z.array(archivedEvent), nextAfter: z.int().nullable() });

export type EventListQuery = z.infer<typeof eventListQuery>;
export type EventBody = z.infer<typeof eventBody>;
export type EventEnvelope = Readonly<z.infer<typeof envelope>>;
export type ArchivedEvent = EventEnvelope & { readonly position: number };
export type EventPage = { readonly data: readonly ArchivedEvent[]; readonly nextAfter: number | null };
