import type * as Scripts from '../../../../scripts/rabbitmq.mjs';
import { type Channel, type ConfirmChannel, connect } from 'amqplib';
import type { TcpProxy } from '../../src/testing/index.js';

const scripts = (await import(new URL('../../../../../scripts/rabbitmq.mjs', import.meta.url).href)) as typeof Scripts;

export type RabbitmqNode = Scripts.PrivateRabbitmq;

let node: Promise<RabbitmqNode> | undefined;

/**
 * A broker of this test run's own, started for the first spec that asks and stopped after the last. Skips the test where there is none to be had,
 * neither from a binary nor from Docker; with CI=true that fails.
 */
export const privateRabbitmq = (test: Mocha.Context): Promise<RabbitmqNode> => {
  // Nothing to test against; npm test counts it and says so.
  if (scripts.mayDoWithoutRabbitmq()) test.skip();
  return (node ??= scripts.startRabbitmq());
};

after('stop RabbitMQ', async () => {
  await (await node)?.kill();
});

/** The URL of a broker by way of a proxy. */
export const urlThrough = ({ port }: TcpProxy, { url }: RabbitmqNode): string => {
  const through = new URL(url);
  through.port = String(port);
  return through.href;
};

/** Does something with a channel of its own, past every adapter. */
export const withChannel = async <Result>(url: string, work: (channel: ConfirmChannel) => Promise<Result>): Promise<Result> => {
  const model = await connect(url);
  try {
    return await work(await model.createConfirmChannel());
  } finally {
    await model.close();
  }
};

/** Waits until a queue, which need not be there yet, holds so many messages. */
export const untilWaiting = async (url: string, queue: string, count: number): Promise<void> => {
  const enough = (): Promise<boolean> =>
    withChannel(url, async (channel) => {
      channel.on('error', () => undefined);
      return (await channel.checkQueue(queue)).messageCount >= count;
    }).catch(() => false);
  while (!(await enough())) await new Promise((resolve) => setImmediate(resolve));
};

/** What a queue holds, which is to be so many messages at least; they stay there. */
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
