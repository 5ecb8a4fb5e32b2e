import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '@ordermill/kernel';
import { type ChannelModel, connect } from 'amqplib';

export interface OperatorConnection {
  /** Tried in turn. */
  readonly urls: readonly string[];
  /** Shown in the broker's list of connections. */
  readonly name: string;
}

const milliseconds = { connect: 5_000, close: 3_000, busy: 15_000, poll: 100 };

/** Does something on a connection of its own. Rejects with a DomainError `broker_unavailable` when there is none, or when it is lost. */
export const withConnection = async <Result>(
  connection: OperatorConnection,
  work: (model: ChannelModel) => Promise<Result>,
): Promise<Result> => {
  const model = await open(connection);
  model.on('error', () => undefined);
  const lost = new Promise<never>((_resolve, reject) => model.on('close', (error) => reject(unavailable(error))));
  lost.catch(() => undefined);
  try {
    return await Promise.race([work(model), lost]);
  } finally {
    await Promise.race([model.close(), lost, sleep(milliseconds.close, undefined, { ref: false })]).catch(() => undefined);
  }
};

const open = async ({ urls, name }: OperatorConnection): Promise<ChannelModel> => {
  let failure: unknown;
  for (const url of urls) {
    try {
      return await connect(url, { timeout: milliseconds.connect, clientProperties: { connection_name: name } });
    } catch (error) {
      failure = error;
    }
  }
  throw unavailable(failure);
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
      if (!isLocked(error)) throw error;
      if (performance.now() > late) throw busy(error);
      await sleep(milliseconds.poll);
    }
  }
};

const resourceLocked = 405;

const isLocked = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === resourceLocked;

export const unavailable = (cause: unknown): DomainError =>
  new DomainError('unavailable', 'broker_unavailable', 'RabbitMQ cannot be reached. Try again in a moment.', { cause });

export const busy = (cause?: unknown): DomainError =>
  new DomainError('conflict', 'dead_letters_busy', 'Somebody else is going through these dead letters. Try again in a moment.', {
    cause,
  });
