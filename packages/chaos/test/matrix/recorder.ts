import { connect } from 'amqplib';
import type { Recorded } from '../../src/index.js';

const exchange = 'ordermill.events';

/** Hears everything that is published from now on. */
export const startRecorder = async (brokerUrl: string) => {
  const recorded: Recorded[] = [];
  const model = await connect(brokerUrl);
  const channel = await model.createChannel();
  await channel.assertExchange(exchange, 'topic', { durable: true });
  const { queue } = await channel.assertQueue('', { exclusive: true });
  await channel.bindQueue(queue, exchange, '#');
  const record = (message: { readonly content: Buffer } | null): void => {
    if (message) recorded.push(JSON.parse(message.content.toString()) as Recorded);
  };
  await channel.consume(queue, record, { noAck: true });
  return { recorded, stop: () => model.close() };
};
