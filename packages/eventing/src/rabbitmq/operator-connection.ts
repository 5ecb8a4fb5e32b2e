import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '@ordermill/kernel';
import { type ChannelModel, connect } from 'amqplib';
import { answered } from './topology/refusal.js';

export interface OperatorConnection {
  /** Tried in turn. */
  readonly urls: readonly string[];
  /** Shown in the broker's list of connections. */
  readonly name: string;
}

const milliseconds = { connect: 5_000, close: 3_000, busy: 15_000, poll: 100 };

const heartbeatSeconds = 10;

/**
 * Does something on a connection of its own, to the first of the URLs that answers.
 * Rejects with a DomainError `broker_unavailable` when there is none, or when it is lost.
 */
export const withConnection = async <Result>(
  connection: OperatorConnection,
  work: (model: ChannelModel, url: URL) => Promise<Result>,
): Promise<Result> => {
  const { model, url } = await open(connection);
  let cause: unknown;
  model.on('error', (error) => (cause = error));
  const lost = new Promise<never>((_resolve, reject) =>
    model.on('close', () => reject(unavailable(new Error('the connection is lost', { cause })))),
  );
  lost.catch(() => undefined);
  try {
    return await Promise.race([work(model, url), lost]);
  } finally {
    await Promise.race([model.close(), lost, sleep(milliseconds.close, undefined, { ref: false })]).catch(() => undefined);
  }
};

const open = async ({ urls, name }: OperatorConnection): Promise<{ readonly model: ChannelModel; readonly url: URL }> => {
  const failures: string[] = [];
  for (const each of urls) {
    const url = new URL(each);
    if (!url.searchParams.has('heartbeat')) url.searchParams.set('heartbeat', String(heartbeatSeconds));
    try {
      const clientProperties = { connection_name: name };
      return { model: await connect(url.href, { timeout: milliseconds.connect, noDelay: true, clientProperties }), url };
    } catch (error) {
      failures.push(`${url.host}: ${describe(error)}`);
    }
  }
  throw unavailable(new Error(failures.join('; ')));
};

const describe = (error: unknown): string => {
  if (error instanceof AggregateError) return error.errors.map(describe).join(', ');
  return error instanceof Error ? error.message : String(error);
};

/** Of whoever goes through these dead letters. */
export const operatorLockOf = (deadLetters: string): string => `${deadLetters}.operator`;

/**
 * Waits for a lock that no crash leaves behind: a queue that belongs to the connection, because quorum queues know no exclusive consumers.
 * Rejects with a DomainError `dead_letters_busy` when that takes long.
 */
export const lock = async (model: ChannelModel, name: string): Promise<void> => {
  const late = performance.now() + milliseconds.busy;
  for (;;) {
    const channel = await model.createChannel();
    channel.on('error', () => undefined);
    try {
      await channel.assertQueue(name, { exclusive: true, durable: false });
      return;
    } catch (error) {
      if (!answered(error, resourceLocked)) throw error;
      if (performance.now() > late) throw busy(error);
      await sleep(milliseconds.poll);
    }
  }
};

const resourceLocked = 405;

export const unavailable = (cause: unknown): DomainError =>
  new DomainError('unavailable', 'broker_unavailable', 'RabbitMQ cannot be reached. Try again in a moment.', { cause });

export const busy = (cause?: unknown): DomainError =>
  new DomainError('conflict', 'dead_letters_busy', 'Somebody else is going through these dead letters. Try again in a moment.', {
    cause,
  });
