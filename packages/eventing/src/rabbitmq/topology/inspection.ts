import type { RenewableChannel } from '../channels.js';
import { declareQueue } from './declare-queue.js';
import { type QueueArguments, type WantedQueue, wantedOf } from './queues.js';
import { answered, type Refusal, refusalOf } from './refusal.js';

export type ArgumentValue = QueueArguments[string];

/** Undefined stands for "not set". */
export interface Difference {
  /** Such as `x-delivery-limit`, `durable` or `type`. */
  readonly argument: string;
  readonly current: ArgumentValue | undefined;
  readonly wanted: ArgumentValue | undefined;
}

/** A queue that is there. */
export interface FoundQueue {
  /** Those that wait; not those that a consumer has in hand. */
  readonly messages: number;
  readonly consumers: number;
  readonly differences: readonly Difference[];
  /** Whether these are all: the broker's words can be too long to end. */
  readonly complete: boolean;
}

export type QueueCounts = Pick<FoundQueue, 'messages' | 'consumers'>;

const notFound = 404;

const unlessMissing = async <Reply>(reply: Promise<Reply>): Promise<Reply | undefined> => {
  try {
    return await reply;
  } catch (error) {
    if (answered(error, notFound)) return undefined;
    throw error;
  }
};

/** Undefined when there is no such queue; changes nothing. */
export const countsOf = async (channel: RenewableChannel, queue: string): Promise<QueueCounts | undefined> => {
  const reply = await unlessMissing(channel.run((open) => open.checkQueue(queue)));
  return reply && { messages: reply.messageCount, consumers: reply.consumerCount };
};

/** Looks at a queue and tells in what it differs; undefined when it is missing; changes nothing. */
export const inspectQueue = async (channel: RenewableChannel, queue: WantedQueue): Promise<FoundQueue | undefined> => {
  const counts = await countsOf(channel, queue.name);
  return counts && { ...counts, ...(await differencesOf(channel, queue)) };
};

/** The first difference alone: an exchange is not migrated. */
export const inspectExchange = async (
  channel: RenewableChannel,
  exchange: string,
): Promise<{ readonly differences: readonly Difference[] } | undefined> => {
  if (!(await unlessMissing(channel.run((open) => open.checkExchange(exchange))))) return undefined;
  try {
    await channel.run((open) => open.assertExchange(exchange, 'topic', { durable: true }));
    return { differences: [] };
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    const wanted: QueueArguments = { type: 'topic', durable: true, auto_delete: false, internal: false };
    return { differences: [differenceOf(refusal, wanted)] };
  }
};

/** The broker names one difference at a time: what it names is set as it is, and the next asked for. */
const differencesOf = async (
  channel: RenewableChannel,
  queue: WantedQueue,
): Promise<Pick<FoundQueue, 'differences' | 'complete'>> => {
  const wanted = wantedOf(queue);
  const differences = new Map<string, Difference>();
  const asked = new Map<string, number>();
  const assumed: Record<string, ArgumentValue | undefined> = { ...wanted };
  for (;;) {
    const refusal = await declareQueue(channel, { name: queue.name, ...propertiesOf(assumed) });
    if (!refusal) return { differences: [...differences.values()], complete: true };
    const { argument } = refusal;
    const difference = differenceOf(refusal, wanted);
    differences.set(argument, difference);
    // Words that were cut are shorter without what is wanted; when that does not help either, this is as far as one can see.
    const times = (asked.get(argument) ?? 0) + 1;
    if (times > 2) return { differences: [...differences.values()], complete: false };
    asked.set(argument, times);
    assumed[argument] = difference.current;
  }
};

const propertiesOf = ({ durable, auto_delete: autoDelete, ...others }: Readonly<Record<string, ArgumentValue | undefined>>) => {
  const set = Object.entries(others).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]));
  return { durable: durable === true, autoDelete: autoDelete === true, arguments: Object.fromEntries(set) };
};

const differenceOf = ({ argument, current, type }: Refusal, wanted: QueueArguments): Difference => ({
  argument,
  current: current === undefined ? undefined : parse(current, type, wanted[argument]),
  wanted: wanted[argument],
});

const parse = (text: string, type: string | undefined, wanted: ArgumentValue | undefined): ArgumentValue => {
  if (type === 'bool' || typeof wanted === 'boolean') return text === 'true';
  if (type ? type === 'longstr' : typeof wanted !== 'number') return text;
  return Number.isFinite(Number(text)) ? Number(text) : text;
};
