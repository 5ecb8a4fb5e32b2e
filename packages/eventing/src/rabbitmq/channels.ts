import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Channel, ChannelModel } from 'amqplib';

const longestClose = 3_000;

/** Resolves once the broker has seen all that was sent on the channel, or when it cannot or does not answer; never rejects. */
export const closeChannel = async (channel: Channel): Promise<void> => {
  // amqplib's close() never settles when the connection is lost meanwhile, and rejects when the channel is closed already.
  await Promise.race([once(channel, 'close'), channel.close(), sleep(longestClose, undefined, { ref: false })]).catch(
    () => undefined,
  );
};

/** Does something on a channel of its own, which a failure may close. */
export const onChannel = async (model: ChannelModel, work: (channel: Channel) => Promise<void>): Promise<void> => {
  const channel = await model.createChannel();
  // Whatever closes the channel also rejects the call that waits for an answer on it.
  channel.on('error', () => undefined);
  try {
    await work(channel);
  } finally {
    await closeChannel(channel);
  }
};
