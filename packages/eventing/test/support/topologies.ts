import { randomUUID } from 'node:crypto';
import type { ConfirmChannel, ConsumeMessage, Options } from 'amqplib';
import { namesOf, type Topology } from '../../src/index.js';
import { queuesOf } from '../../src/rabbitmq/topology/queues.js';
import { privateRabbitmq, withChannel } from './rabbitmq.js';

/** A topology of its own for each test of a suite, on a real broker, and what an operator may have made of it. */
export const topologies = () => {
  let url = '';
  let topology: Topology;

  before(async function () {
    ({ url } = await privateRabbitmq(this));
  });
  beforeEach(() => {
    topology = {
      namespace: `t-${randomUUID().slice(0, 8)}`,
      services: { one: ['stock.moved', 'day.ended'] },
      retryDelays: [60_000],
    };
  });

  const on = <Result>(work: (channel: ConfirmChannel) => Promise<Result>) => withChannel(url, work);
  const wanted = (queue: string) => {
    const found = queuesOf(topology.namespace, 'one', topology.retryDelays).find(
      ({ name }) => name === queue.replace(/\.swap$/, ''),
    );
    if (!found) throw new Error(`${queue} is not wanted`);
    return found;
  };

  return {
    on,
    urls: () => [url],
    topology: () => topology,
    names: () => namesOf(topology.namespace, 'one'),
    /** Declares a queue as it is wanted, but for these arguments. */
    declareOther: (queue: string, others: Readonly<Record<string, unknown>>) =>
      on((channel) => channel.assertQueue(queue, { durable: true, arguments: { ...wanted(queue).arguments, ...others } })),
    /** Declares a classic queue that knows of no arguments. */
    declareClassic: (queue: string) => on((channel) => channel.assertQueue(queue, { durable: true })),
    count: (queue: string) => on((channel) => channel.checkQueue(queue)),
    isThere: (queue: string) =>
      on(async (channel) => {
        channel.on('error', () => undefined);
        return channel.checkQueue(queue).then(
          () => true,
          () => false,
        );
      }),
    /** Sends straight to a queue. */
    fill: (queue: string, count: number, options: (n: number) => Options.Publish = () => ({})) =>
      on(async (channel) => {
        for (let n = 0; n < count; n += 1) {
          channel.sendToQueue(queue, Buffer.from(`message ${n}`), { persistent: true, messageId: String(n), ...options(n) });
          if (n % 500 === 499) await channel.waitForConfirms();
        }
        await channel.waitForConfirms();
      }),
    /** Takes everything out of a queue, in order. */
    take: (queue: string) =>
      on(async (channel) => {
        const { messageCount } = await channel.checkQueue(queue);
        const messages: ConsumeMessage[] = [];
        if (messageCount === 0) return messages;
        await new Promise<void>((resolve, reject) => {
          const add = (message: ConsumeMessage | null): void => {
            if (message && messages.push(message) === messageCount) resolve();
          };
          channel.consume(queue, add, { noAck: true }).catch(reject);
        });
        return messages;
      }),
  };
};
