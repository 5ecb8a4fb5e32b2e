import { z } from 'zod';
import { serviceNames } from '../events/definition.js';
import { textLike, timestamp } from '../events/fields.js';
import { historyEntry, longestHistory } from './order.js';
import { deadLetterSummary, operationResponse } from './dead-letter.js';
import { timerResponse } from './ops.js';

const stored = historyEntry.extend({ correlationId: textLike('01a1fcaa-8b52-7417-a60b-52b7150fb660') });

/** What one service knows of an order; `deadLetters` is null while they cannot be read. */
export const serviceJourney = z.object({
  events: z.array(stored),
  timers: z.array(timerResponse),
  deadLetters: z.array(deadLetterSummary).nullable(),
});

const eventKey = z.strictObject({ source: z.string(), id: z.string() });

/** Events whose deliveries to a service are asked for. */
export const deliveriesBody = z.strictObject({ events: z.array(eventKey).max(longestHistory) });

const handled = z.object({
  source: z.string(),
  id: z.string(),
  handledAt: timestamp,
  latencyMs: z.int().nullable(),
  tries: z.int().nullable(),
});

/** What was handled before `rememberedSince` may be forgotten; null where nothing is. */
export const deliveriesResponse = z.object({
  handled: z.array(handled),
  operations: z.array(operationResponse),
  rememberedSince: timestamp.nullable(),
});

export const deliveryStatus = z.enum(['handled', 'waiting', 'dead', 'discarded', 'forgotten', 'unknown']).meta({
  description:
    '`waiting`: on its way, or waiting for its next try. `dead`: a dead letter. `discarded`: an operator has discarded that. `forgotten`: longer ago than receipts are kept. `unknown`: the service or its dead letters cannot be asked.',
});

export const delivery = z.object({
  service: z.enum(serviceNames),
  status: deliveryStatus,
  handledAt: timestamp.nullable(),
  latencyMs: z.int().nullable().meta({ description: 'Milliseconds from the event to its handling.' }),
  tries: z
    .int()
    .nullable()
    .meta({ description: 'Runs of the handler, the one that went well included; from 1 again after a redrive.' }),
  deadLetterId: z.string().nullable(),
});

export const journeyEvent = stored.extend({
  internal: z.boolean().meta({ description: 'It stays in the log of its service.' }),
  deliveries: z.array(delivery),
});

/** Every event stands after the one that caused it, else by time. */
export const journeyResponse = z.object({
  orderId: textLike('01a1fcaa-8b52-7417-a60b-52b7150fb667'),
  events: z.array(journeyEvent),
  timers: z.array(timerResponse),
  deadLetters: z.array(deadLetterSummary),
  operations: z.array(operationResponse).meta({ description: 'What operators have done to dead letters of these events.' }),
  unavailable: z.array(z.string()).default([]),
});

export type ServiceJourney = z.infer<typeof serviceJourney>;
export type DeliveriesResponse = z.infer<typeof deliveriesResponse>;
export type DeliveryStatus = z.infer<typeof deliveryStatus>;
export type DeliveryResponse = z.infer<typeof delivery>;
export type JourneyEvent = z.infer<typeof journeyEvent>;
export type JourneyResponse = z.infer<typeof journeyResponse>;
