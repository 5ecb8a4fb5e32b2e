import { setTimeout as sleep } from 'node:timers/promises';
import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import { closeChannel } from './channels.js';
import { lock, type OperatorConnection, operatorLockOf, withConnection } from './operator-connection.js';

export interface Browser {
  /** Shows every message that waits, oldest first, until `visit` answers false. All stay in the queue, out of sight of others until the browser ends. */
  each(visit: (message: ConsumeMessage) => boolean): Promise<void>;
  /** Takes a message that was shown out of the queue. */
  remove(message: ConsumeMessage): void;
}

const milliseconds = { silence: 3_000, comeBack: 3_000, poll: 25 };

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
  let removed = 0;
  try {
    return await work({
      each: (visit) => showEach(channel, queue, messageCount, visit),
      remove: (message) => {
        removed += 1;
        channel.ack(message);
      },
    });
  } finally {
    await closeChannel(channel);
    await untilBack(model, queue, messageCount - removed);
  }
};

const showEach = async (
  channel: Channel,
  queue: string,
  count: number,
  visit: (message: ConsumeMessage) => boolean,
): Promise<void> => {
  if (count === 0) return;
  let seen = 0;
  let enough = false;
  await new Promise<void>((resolve, reject) => {
    // Fewer come when somebody else has taken some meanwhile.
    const silence = setTimeout(resolve, milliseconds.silence);
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
    };
    channel.once('close', () => end(new Error('the channel was closed')));
    channel.consume(queue, show).catch(end);
  });
};

/** What was shown comes back a moment after its channel is closed. */
const untilBack = async (model: ChannelModel, queue: string, count: number): Promise<void> => {
  const late = performance.now() + milliseconds.comeBack;
  const channel = await model.createChannel();
  while ((await channel.checkQueue(queue)).messageCount < count && performance.now() < late) await sleep(milliseconds.poll);
  await closeChannel(channel);
};
