import type { Channel } from 'amqplib';
import type { Catalog } from '../event.js';

/** What a namespace needs on the broker. Every process declares all of it, so that an event published before its consumer ever ran is kept. */
export interface Topology {
  /** Prefix of every name: `ordermill` gives the exchange `ordermill.events` and queues `ordermill.SERVICE`. */
  readonly namespace: string;
  /** Topic patterns by service. */
  readonly services: Readonly<Record<string, readonly string[]>>;
  /** Milliseconds; each is a wait queue of every service. */
  readonly retryDelays: readonly number[];
}

export const namesOf = (namespace: string, service: string) => ({
  exchange: `${namespace}.events`,
  queue: `${namespace}.${service}`,
  deadLetters: `${namespace}.${service}.dlq`,
  waitQueue: (delay: number) => `${namespace}.${service}.retry.${delay}`,
});

/** The services that the events of a catalog name as consumers, each with the types that it handles. */
export const servicesOf = (catalog: Catalog): Record<string, string[]> => {
  const services: Record<string, string[]> = {};
  for (const { type, consumers } of Object.values(catalog))
    for (const service of consumers) (services[service] ??= []).push(type);
  return services;
};

// At-least-once dead lettering needs reject-publish, and both need quorum queues: https://www.rabbitmq.com/docs/quorum-queues#dead-lettering
const deadLetterTo = (queue: string) => ({
  'x-queue-type': 'quorum',
  'x-dead-letter-exchange': '',
  'x-dead-letter-routing-key': queue,
  'x-dead-letter-strategy': 'at-least-once',
  'x-overflow': 'reject-publish',
});

/** Declares exchange, queues and bindings; harmless when they are there. Rejects when a queue is there with other arguments. */
export const declareTopology = async (channel: Channel, { namespace, services, retryDelays }: Topology): Promise<void> => {
  for (const [service, patterns] of Object.entries(services)) {
    const { exchange, queue, deadLetters, waitQueue } = namesOf(namespace, service);
    await channel.assertExchange(exchange, 'topic', { durable: true });
    await channel.assertQueue(deadLetters, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
    await channel.assertQueue(queue, { durable: true, arguments: { ...deadLetterTo(deadLetters), 'x-delivery-limit': 20 } });
    for (const delay of retryDelays)
      await channel.assertQueue(waitQueue(delay), { durable: true, arguments: deadLetterTo(queue) });
    for (const pattern of patterns) await channel.bindQueue(queue, exchange, pattern);
  }
};
