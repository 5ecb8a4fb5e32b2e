import type { Channel } from 'amqplib';
import { namesOf, type Topology } from './topology.js';

const deliveryLimit = 20;
// RabbitMQ 4 limits deliveries to 20 where nothing is said, so that looking at a dead letter 20 times would end it; -1 for "none" is unknown to 3.x.
const practicallyUnlimited = 1_000_000_000;

const quorum = (queueArguments: Readonly<Record<string, unknown>>) => ({
  durable: true,
  arguments: { 'x-queue-type': 'quorum', ...queueArguments },
});

// At-least-once dead lettering needs reject-publish, and both need quorum queues: https://www.rabbitmq.com/docs/quorum-queues#dead-lettering
const deadLetteringTo = (queue: string) => ({
  'x-dead-letter-exchange': '',
  'x-dead-letter-routing-key': queue,
  'x-dead-letter-strategy': 'at-least-once',
  'x-overflow': 'reject-publish',
});

/** Declares a topology, which may grow. Harmless for what is there already; rejects for what is there with other arguments. */
export class Declaration {
  readonly exchange: string;
  private readonly patterns = new Map<string, ReadonlySet<string>>();
  private readonly delays: Set<number>;
  private revision = 0;

  constructor(private readonly topology: Topology) {
    this.exchange = namesOf(topology.namespace, '').exchange;
    this.delays = new Set(topology.retryDelays);
    for (const [service, patterns] of Object.entries(topology.services)) this.addService(service, patterns);
  }

  namesOf(service: string) {
    return namesOf(this.topology.namespace, service);
  }

  addService(service: string, patterns: readonly string[]): void {
    this.revision += 1;
    this.patterns.set(service, new Set([...(this.patterns.get(service) ?? []), ...patterns]));
  }

  addDelay(delay: number): void {
    this.delays.add(delay);
  }

  /** All of it, and once more when it has grown meanwhile. */
  async declare(channel: Channel): Promise<void> {
    for (let declared = -1; declared !== this.revision;) {
      declared = this.revision;
      await channel.assertExchange(this.exchange, 'topic', { durable: true });
      for (const service of this.patterns.keys()) await this.declareService(channel, service);
    }
  }

  /** Targets of dead letters first: what is to be dead-lettered is held back while they are missing. */
  async declareService(channel: Channel, service: string): Promise<void> {
    const { queue, deadLetters, waitQueue } = this.namesOf(service);
    await channel.assertExchange(this.exchange, 'topic', { durable: true });
    await channel.assertQueue(deadLetters, quorum({ 'x-delivery-limit': practicallyUnlimited }));
    await channel.assertQueue(queue, quorum({ 'x-delivery-limit': deliveryLimit, ...deadLetteringTo(deadLetters) }));
    for (const delay of this.delays) await channel.assertQueue(waitQueue(delay), quorum(deadLetteringTo(queue)));
    for (const pattern of this.patterns.get(service) ?? []) await channel.bindQueue(queue, this.exchange, pattern);
  }
}
