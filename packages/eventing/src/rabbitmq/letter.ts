import { createHash } from 'node:crypto';
import type { Message } from 'amqplib';
import { type DeadLetter, identityOf } from '../dead-letters.js';

type Headers = Readonly<Record<string, unknown>>;

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

const valueIn = (object: unknown, name: string): unknown =>
  typeof object === 'object' && object !== null ? Object.entries(object).find(([key]) => key === name)?.[1] : undefined;

/** A time in ISO 8601, in seconds, or as amqplib reads a timestamp in headers. */
const timeOf = (value: unknown): Date | undefined => {
  const seconds = typeof value === 'number' ? value : valueIn(value, 'value');
  const time = new Date(typeof seconds === 'number' ? seconds * 1000 : (textOf(value) ?? NaN));
  return Number.isNaN(time.getTime()) ? undefined : time;
};

/** What the broker says of a message that it dead-lettered itself: https://www.rabbitmq.com/docs/dlx#effects */
const deathOf = (headers: Headers) => {
  const deaths = headers['x-death'];
  const death: unknown = Array.isArray(deaths) ? deaths[0] : undefined;
  return { reason: textOf(valueIn(death, 'reason')), count: valueIn(death, 'count'), time: timeOf(valueIn(death, 'time')) };
};

/** For letters without an id of their own: the same for the same letter. What the broker counts in its headers grows with every look. */
const derivedId = (body: Buffer, ...marks: readonly unknown[]): string => {
  const hash = createHash('sha256').update(body).update(JSON.stringify(marks)).digest('hex');
  return [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-');
};

const unknownTime = new Date(0);

/** A message of a dead-letter queue, whoever put it there. */
export const letterOf = (service: string, { content, properties }: Message): DeadLetter => {
  const headers: Headers = properties.headers ?? {};
  const of = (name: string): unknown => headers[`x-ordermill-${name}`];
  const death = deathOf(headers);
  const id = textOf(of('letter-id'));
  const reason = textOf(of('reason')) ?? death.reason ?? 'unknown';
  const tries = of('tries') ?? death.count;
  const failedAt = timeOf(of('failed-at')) ?? death.time ?? timeOf(properties.timestamp) ?? unknownTime;
  return {
    id: `${service}.${id && uuid.test(id) ? id : derivedId(content, properties.messageId, failedAt)}`,
    service,
    body: content,
    ...identityOf(content),
    reason,
    error: textOf(of('error')) ?? '',
    stack: textOf(of('stack')) ?? '',
    tries: typeof tries === 'number' ? tries : 0,
    firstFailedAt: timeOf(of('first-failed-at')) ?? failedAt,
    failedAt,
  };
};
