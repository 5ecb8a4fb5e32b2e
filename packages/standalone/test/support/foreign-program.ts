import { setTimeout as sleep } from 'node:timers/promises';
import { type ConsumeMessage, connect, type GetMessage, type Options } from 'amqplib';
import { type CloudEvent, HTTP } from 'cloudevents';
import { atEnd } from './clean-up.js';

const exchange = 'ordermill.events';

export type ForeignProgram = Awaited<ReturnType<typeof joinBroker>>;

/** A program that knows the exchange, AMQP and the CloudEvents SDK, and nothing of Ordermill's code. */
export const joinBroker = async (url: string) => {
  const model = await connect(url);
  atEnd(() => model.close());
  const channel = await model.createConfirmChannel();
  const send = async (to: string, key: string, body: string | Buffer, options: Options.Publish = {}): Promise<void> => {
    channel.publish(to, key, Buffer.from(body), { persistent: true, ...options });
    await channel.waitForConfirms();
  };
  return {
    /** Collects what is published under keys of this pattern from now on, in a queue of its own. */
    listen: async (pattern: string): Promise<readonly ConsumeMessage[]> => {
      const received: ConsumeMessage[] = [];
      const { queue } = await channel.assertQueue('', { exclusive: true });
      await channel.bindQueue(queue, exchange, pattern);
      await channel.consume(queue, (message) => void (message && received.push(message)), { noAck: true });
      return received;
    },
    publish: (event: CloudEvent<unknown>): Promise<void> => send(exchange, event.type, String(HTTP.structured(event).body)),
    publishBytes: (key: string, body: string | Buffer): Promise<void> => send(exchange, key, body),
    sendTo: (queue: string, { content, properties }: GetMessage, headers: Readonly<Record<string, unknown>>): Promise<void> =>
      send('', queue, content, { contentType: String(properties.contentType), headers }),
    /** Takes the next message of a queue, as soon as there is one, and keeps the others from it until it is settled. */
    take: async (queue: string): Promise<GetMessage> => {
      for (;;) {
        const message = await channel.get(queue);
        if (message) return message;
        await sleep(10);
      }
    },
    ack: (message: GetMessage): void => channel.ack(message),
    putBack: (message: GetMessage): void => channel.reject(message, true),
  };
};

export const headersOf = ({ properties }: GetMessage): Readonly<Record<string, unknown>> => properties.headers ?? {};
