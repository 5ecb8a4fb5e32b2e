import type { ConsumeMessage, Options } from 'amqplib';
import type { Outcome } from '../ports.js';

type Failed = Extract<Outcome, { type: 'retry' | 'park' }>;

export const roundsHeader = 'x-ordermill-rounds';
const mostRounds = 1_000;

/** Deliveries that failed before this one; anything but a small whole number counts as none. */
export const roundsOf = ({ properties }: ConsumeMessage): number => {
  const value: unknown = properties.headers?.[roundsHeader];
  return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= mostRounds ? value : 0;
};

// Headers share one frame, and amqplib encodes them in 64 KiB.
const characters = { error: 2_000, stack: 8_000 };

/** The properties of the copy that waits for its next try, or is parked: those of the message, and what went wrong. */
export const copyProperties = (message: ConsumeMessage, outcome: Failed, queue: string): Options.Publish => {
  const { messageId, type, correlationId, contentType, timestamp, headers } = message.properties as Options.Publish;
  const now = new Date().toISOString();
  const first: unknown = headers?.['x-ordermill-first-failed-at'];
  const { reason, error, stack, tries } = outcome.failure;
  return {
    persistent: true,
    ...(typeof messageId === 'string' ? { messageId: messageId.slice(0, 255) } : {}),
    ...(typeof type === 'string' ? { type } : {}),
    ...(typeof correlationId === 'string' ? { correlationId } : {}),
    ...(typeof contentType === 'string' ? { contentType } : {}),
    ...(typeof timestamp === 'number' ? { timestamp } : {}),
    ...(outcome.type === 'retry' ? { expiration: String(outcome.delay.ms) } : {}),
    headers: {
      [roundsHeader]: roundsOf(message) + 1,
      'x-ordermill-reason': reason,
      'x-ordermill-error': error.slice(0, characters.error),
      'x-ordermill-stack': stack.slice(0, characters.stack),
      'x-ordermill-tries': tries,
      'x-ordermill-origin': queue,
      'x-ordermill-routing-key': message.fields.routingKey.slice(0, 255),
      'x-ordermill-first-failed-at': typeof first === 'string' ? first.slice(0, 40) : now,
      'x-ordermill-failed-at': now,
    },
  };
};
