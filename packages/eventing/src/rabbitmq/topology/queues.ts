import { namesOf } from '../topology.js';

export type QueueArguments = Readonly<Record<string, string | number | boolean>>;

/** A durable queue as the code wants it. */
export interface WantedQueue {
  readonly name: string;
  readonly service: string;
  readonly role: 'events' | 'retry' | 'dead letters';
  readonly arguments: QueueArguments;
}

const deliveryLimit = 20;
// RabbitMQ 4 limits deliveries to 20 where nothing is said, so that looking at a dead letter 20 times would end it; -1 for "none" is unknown to 3.x.
const practicallyUnlimited = 1_000_000_000;

const quorum = { 'x-queue-type': 'quorum' };

// At-least-once dead lettering needs reject-publish, and both need quorum queues: https://www.rabbitmq.com/docs/quorum-queues#dead-lettering
const deadLetteringTo = (queue: string): QueueArguments => ({
  'x-dead-letter-exchange': '',
  'x-dead-letter-routing-key': queue,
  'x-dead-letter-strategy': 'at-least-once',
  'x-overflow': 'reject-publish',
});

/** The queues of a service, targets of dead letters first: what is to be dead-lettered is held back while they are missing. */
export const queuesOf = (namespace: string, service: string, delays: Iterable<number>): readonly WantedQueue[] => {
  const { queue, deadLetters, waitQueue } = namesOf(namespace, service);
  return [
    { name: deadLetters, service, role: 'dead letters', arguments: { ...quorum, 'x-delivery-limit': practicallyUnlimited } },
    {
      name: queue,
      service,
      role: 'events',
      arguments: { ...quorum, 'x-delivery-limit': deliveryLimit, ...deadLetteringTo(deadLetters) },
    },
    ...Array.from(delays, (delay): WantedQueue => {
      return { name: waitQueue(delay), service, role: 'retry', arguments: { ...quorum, ...deadLetteringTo(queue) } };
    }),
  ];
};

/** Everything in which a queue can differ, by the broker's names. */
export const wantedOf = (queue: WantedQueue): QueueArguments => ({ durable: true, auto_delete: false, ...queue.arguments });

/** Where the messages of a queue are while it is made anew. */
export const swapOf = (queue: string): string => `${queue}.swap`;
