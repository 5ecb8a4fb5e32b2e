import type { ConsumeMessage } from 'amqplib';
import { v7 as uuid } from 'uuid';
import type { Failure } from '../ports.js';

/** What Ordermill knows of a message beyond its body; anybody may have written it. */
export interface History {
  /** Deliveries that have failed. */
  readonly rounds: number;
  readonly firstFailedAt: string;
  /** The exchange and routing key under which it was first published. */
  readonly exchange: string;
  readonly routingKey: string;
}

type Headers = Readonly<Record<string, unknown>>;

const mostRounds = 1_000;
// Far below a frame's 128 KiB and the 64 KiB that amqplib can encode.
const mostBytes = { error: 2_048, stack: 8_192, name: 255 };

const truncate = (text: string, bytes: number): string => {
  const buffer = Buffer.from(text);
  return buffer.length <= bytes
    ? text
    : buffer
        .subarray(0, bytes)
        .toString()
        .replace(/\uFFFD$/, '');
};

const textOf = (value: unknown, otherwise: string): string =>
  truncate(typeof value === 'string' ? value : otherwise, mostBytes.name);

const roundsOf = (value: unknown): number =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 ? Math.min(value, mostRounds) : 0;

const timeOf = (value: unknown, otherwise: Date): string => {
  const time = typeof value === 'string' ? Date.parse(value) : NaN;
  return (Number.isNaN(time) ? otherwise : new Date(time)).toISOString();
};

export const historyOf = ({ fields, properties }: ConsumeMessage, now: Date): History => {
  const headers: Headers = properties.headers ?? {};
  return {
    rounds: roundsOf(headers['x-ordermill-rounds']),
    firstFailedAt: timeOf(headers['x-ordermill-first-failed-at'], now),
    exchange: textOf(headers['x-ordermill-exchange'], fields.exchange),
    routingKey: textOf(headers['x-ordermill-routing-key'], fields.routingKey),
  };
};

/** Headers of a message that waits for its next try. */
export const retryHeaders = ({ rounds, firstFailedAt, exchange, routingKey }: History, { error }: Failure): Headers => ({
  'x-ordermill-rounds': rounds + 1,
  'x-ordermill-error': truncate(error, mostBytes.error),
  'x-ordermill-first-failed-at': firstFailedAt,
  'x-ordermill-exchange': exchange,
  'x-ordermill-routing-key': routingKey,
});

/** Headers of a dead letter: `origin` is the queue it is to go back to. */
export const deadLetterHeaders = (history: History, failure: Failure, origin: string, now: Date): Headers => ({
  ...retryHeaders(history, failure),
  'x-ordermill-letter-id': uuid(),
  'x-ordermill-reason': failure.reason,
  'x-ordermill-stack': truncate(failure.stack, mostBytes.stack),
  'x-ordermill-tries': failure.tries,
  'x-ordermill-origin': origin,
  'x-ordermill-failed-at': now.toISOString(),
});

/** Headers of a letter on its way back: where it was published, and nothing of what has failed. */
export const redriveHeaders = (message: ConsumeMessage): Headers => {
  const { exchange, routingKey } = historyOf(message, new Date());
  return { 'x-ordermill-exchange': exchange, 'x-ordermill-routing-key': routingKey };
};
