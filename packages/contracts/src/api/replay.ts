import { z } from 'zod';
import { textLike, timestamp } from '../events/fields.js';
import { listQuery, pageOf } from './fields.js';

const position = z.int('must be a position: a whole number').min(0, 'must be 0 or more');

/** What of the archive to send to a service: all that it handles, or less. `from` and `to` are positions, both inclusive. */
export const replayBody = z.strictObject({
  service: z.string().min(1).max(40),
  types: z.array(z.string().max(255)).min(1, 'must name a type').max(100).optional(),
  subject: z.string().min(1).max(255).nullable().default(null),
  from: position.optional(),
  to: position.optional(),
});

export const replayListQuery = z.strictObject({
  limit: listQuery.shape.limit,
  cursor: z.uuid('must be a cursor that a list returned').optional(),
});

/** `error` is why it gets no further at the moment; it goes on by itself. */
export const replayResponse = z.object({
  id: z.uuid().meta({ examples: ['01a1fcab-9c3d-7b20-8e15-4f6a7b8c9d0e'] }),
  service: textLike('voucher'),
  types: z.array(textLike('order.created')).readonly(),
  subject: z.string().nullable(),
  from: z.int(),
  to: z.int(),
  status: z.enum(['waiting', 'running', 'done', 'cancelled']),
  sent: z.int(),
  total: z.int(),
  error: z.string().nullable(),
  actor: textLike('admin'),
  createdAt: timestamp,
  finishedAt: timestamp.nullable(),
});

export const replayIdParam = z.uuid().meta({ description: 'The id of the replay.' });

export const replayPage = pageOf(replayResponse);

export type ReplayBody = z.infer<typeof replayBody>;
export type ReplayListQuery = z.infer<typeof replayListQuery>;
export type ReplayResponse = z.infer<typeof replayResponse>;
