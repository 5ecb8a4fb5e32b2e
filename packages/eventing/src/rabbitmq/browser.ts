import { setTimeout as sleep } from 'node:timers/promises';
import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import { closeChannel } from './channels.js';
import { busy, lock, type OperatorConnection, operatorLockOf, withConnection } from './operator-connection.js';

export interface Browser {
  /** Shows every message that waits, oldest first, until `visit` answers false. All stay in the queue, out of sight of others until the browser ends. */
  each(visit: (message: ConsumeMessage) => boolean): Promise<void>;
  /** Takes a message that was shown out of the queue when the browser ends; call it in the order in which they were shown. */
  remove(message: ConsumeMessage): void;
}

const milliseconds = { silence: 10_000, settle: 100, comeBack: 15_000, poll: 25 };
const mostOfOneConsumer = 65_535;

/**
 * Looks through a queue on a connection of its own, one browser at a time: what one is shown is hidden from another meanwhile.
 * Rejects with a DomainError `broker_unavailable`, or `dead_letters_busy` when somebody else looks for long.
 */
export const browse = <Result>(
  connection: OperatorConnection,
  queue: string,
  work: (browser: Browser) => Promise<Result>,
): Promise<Result> =>
  withConnection(connection, async (model) => {
    await lock(model, operatorLockOf(queue));
    return lookThrough(model, queue, work);
  });

const lookThrough = async <Result>(
  model: ChannelModel,
  queue: string,
  work: (browser: Browser) => Promise<Result>,
): Promise<Result> => {
  const channel = await model.createChannel();
  channel.on('error', () => undefined);
  const { messageCount } = await channel.checkQueue(queue);
  const removed: ConsumeMessage[] = [];
  try {
    return await work({
      each: (visit) => showEach(channel, queue, messageCount, visit),
      remove: (message) => void removed.push(message),
    });
  } finally {
    await acknowledge(channel, removed);
    await closeChannel(channel);
    await untilBack(model, queue, messageCount - removed.length);
  }
};

/**
 * Those at the front at once. Of others, a quorum queue takes 32 acknowledgements at a time from a channel, which forgets the rest when it closes:
 * https://github.com/rabbitmq/rabbitmq-server/blob/v3.10.0/deps/rabbit/src/rabbit_fifo_client.erl (SOFT_LIMIT)
 */
const acknowledge = async (channel: Channel, messages: readonly ConsumeMessage[]): Promise<void> => {
  const last = messages.at(-1);
  if (!last) return;
  if (last.fields.deliveryTag === messages.length) return channel.ack(last, true);
  for (const message of messages) channel.ack(message);
  await sleep(milliseconds.settle + messages.length);
};

const showEach = async (
  channel: Channel,
  queue: string,
  count: number,
  visit: (message: ConsumeMessage) => boolean,
): Promise<void> => {
  if (count === 0) return;
  // Without a limit of its own a consumer of a quorum queue gets 2,000.
  await channel.prefetch(mostOfOneConsumer);
  let seen = 0;
  let enough = false;
  await new Promise<void>((resolve, reject) => {
    // Half of them is no answer: somebody else, who did not ask for the lock, has some in hand.
    const silence = setTimeout(() => end(busy()), milliseconds.silence);
    const end = (error?: Error): void => {
      enough = true;
      clearTimeout(silence);
      if (error) reject(error);
      else resolve();
    };
    const show = (message: ConsumeMessage | null): void => {
      if (enough) return;
      silence.refresh();
      seen += 1;
      if (!message) end(new Error(`the queue ${queue} is gone`));
      else if (!visit(message) || seen === count) end();
      else if (seen % mostOfOneConsumer === 0) consume();
    };
    const consume = (): void => void channel.consume(queue, show).catch(end);
    channel.once('close', () => end(new Error('the channel was closed')));
    consume();
  });
};

/** What was shown comes back a moment after its channel is closed. */
const untilBack = async (model: ChannelModel, queue: string, count: number): Promise<void> => {
  const late = performance.now() + milliseconds.comeBack;
  const channel = await model.createChannel();
  while ((await channel.checkQueue(queue)).messageCount < count && performance.now() < late) await sleep(milliseconds.poll);
  await closeChannel(channel);
};
