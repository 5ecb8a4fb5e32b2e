import type * as Scripts from '../../../../scripts/rabbitmq.mjs';
import { type Channel, type ConfirmChannel, connect } from 'amqplib';

const scripts = (await import(new URL('../../../../../scripts/rabbitmq.mjs', import.meta.url).href)) as typeof Scripts;

let node: Promise<Scripts.PrivateRabbitmq> | undefined;

/** A broker of this test run's own, started for the first spec that asks and stopped after the last; undefined where there is none to be had. */
export const privateRabbitmq = async (): Promise<Scripts.PrivateRabbitmq | undefined> => {
  if (!scripts.canStartRabbitmq() && !process.env.CI) return undefined;
  return (node ??= scripts.startRabbitmq());
};

after('stop RabbitMQ', async () => {
  await (await node)?.kill();
});

/** Does something with a channel of its own, past every adapter. */
export const withChannel = async <Result>(url: string, work: (channel: ConfirmChannel) => Promise<Result>): Promise<Result> => {
  const model = await connect(url);
  try {
    return await work(await model.createConfirmChannel());
  } finally {
    await model.close();
  }
};

/** Waits until a queue holds so many messages, and leaves them there. */
export const peek = async (channel: Channel, queue: string, count: number) => {
  const { messageCount } = await channel.checkQueue(queue);
  const wanted = Math.max(count, messageCount);
  const messages: Parameters<Parameters<Channel['consume']>[1]>[0][] = [];
  if (wanted === 0) return [];
  await new Promise<void>((resolve, reject) => {
    const add = (message: (typeof messages)[number]): void => {
      if (messages.push(message) === wanted) resolve();
    };
    channel.consume(queue, add).catch(reject);
  });
  return messages.flatMap((message) => (message ? [message] : []));
};
