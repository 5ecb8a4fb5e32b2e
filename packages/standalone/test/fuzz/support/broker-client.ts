import { once } from 'node:events';
import { type ConsumeMessage, connect } from 'amqplib';
import { defaultRetryPolicy, namesOf } from '@ordermill/eventing';
import { atEnd } from '../../support/clean-up.js';
import type { FuzzMessage } from './messages.js';

/** A client of the broker that knows the names of Ordermill's queues. */
export const brokerClient = async (url: string) => {
  const model = await connect(url);
  atEnd(() => model.close());
  const channel = await model.createConfirmChannel();
  return {
    /** Resolves when the broker has confirmed all. */
    publish: async (messages: Iterable<FuzzMessage>): Promise<void> => {
      for (const { exchange, routingKey, body, options } of messages)
        if (!channel.publish(exchange, routingKey, body, options)) await once(channel, 'drain');
      await channel.waitForConfirms();
    },
    /** Takes the dead letters of a service, now and later. */
    deadLettersOf: async (service: string): Promise<readonly ConsumeMessage[]> => {
      const taken: ConsumeMessage[] = [];
      const { deadLetters } = namesOf('ordermill', service);
      await channel.consume(deadLetters, (message) => void (message && taken.push(message)), { noAck: true });
      return taken;
    },
    /** How many messages wait for a service, for their first try or another; those in its hands do not count. */
    waitingFor: async (service: string): Promise<number> => {
      const { queue, waitQueue } = namesOf('ordermill', service);
      let waiting = 0;
      for (const name of [queue, ...defaultRetryPolicy.delays.map(waitQueue)])
        waiting += (await channel.checkQueue(name)).messageCount;
      return waiting;
    },
  };
};
