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

/** A channel, or the next one: a refusal closes the channel that it came on. */
export class RenewableChannel {
  private channel: Channel | undefined;

  constructor(private readonly model: ChannelModel) {}

  async run<Result>(work: (channel: Channel) => Promise<Result>): Promise<Result> {
    const channel = (this.channel ??= await this.open());
    try {
      return await work(channel);
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    const { channel } = this;
    this.channel = undefined;
    if (channel) await closeChannel(channel);
  }

  private async open(): Promise<Channel> {
    const channel = await this.model.createChannel();
    // Whatever closes the channel also rejects the call that waits for an answer on it.
    channel.on('error', () => undefined);
    return channel;
  }
}

/** Does something on a channel of its own, which a failure may close. */
export const onChannel = async <Result>(model: ChannelModel, work: (channel: Channel) => Promise<Result>): Promise<Result> => {
  const channel = new RenewableChannel(model);
  try {
    return await channel.run(work);
  } finally {
    await channel.close();
  }
};
