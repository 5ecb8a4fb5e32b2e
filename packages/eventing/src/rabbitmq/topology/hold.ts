import type { ChannelModel } from 'amqplib';
import { setTimeout as sleep } from 'node:timers/promises';
import { onChannel } from '../channels.js';

// A quorum queue takes 0 for 2,000.
const most = 65_535;
const lookEvery = 20;
const mostLooks = 250;

/**
 * Keeps the messages of these queues in hand, up to 65,535 of each, while `work` goes on: what is in hand does not expire.
 * Afterwards they are in their queues again.
 */
export const holding = <Result>(model: ChannelModel, queues: readonly string[], work: () => Promise<Result>): Promise<Result> =>
  onChannel(model, async (channel) => {
    await channel.prefetch(most);
    for (const queue of queues) {
      await channel.consume(queue, () => undefined);
      for (let looks = 0; looks < mostLooks && (await channel.checkQueue(queue)).messageCount > 0; looks += 1)
        await sleep(lookEvery);
    }
    return work();
  });
