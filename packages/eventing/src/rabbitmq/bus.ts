import { once } from 'node:events';
import type { ChannelModel } from 'amqplib';
import { encodeEvent } from '../codec.js';
import type { CloudEvent } from '../event.js';
import { type Consumer, EventBus, type Subscription } from '../ports.js';
import { type ConnectionOptions, type Participant, RabbitMqConnection } from './connection.js';
import { RabbitMqConsumer } from './consumer.js';
import { Publisher } from './publisher.js';
import { declareTopology, namesOf, type Topology } from './topology.js';

export interface RabbitMqOptions extends ConnectionOptions {
  readonly topology: Topology;
  /** Messages that wait for their confirm at most, default 1000. */
  readonly window?: number;
}

/** RabbitMQ 3.10 or later. Connects by itself, now and after every loss; publications and subscriptions wait for it. */
export class RabbitMqEventBus extends EventBus {
  private readonly connection: RabbitMqConnection;
  private readonly publisher: Publisher;
  private readonly exchange: string;
  private readonly closed = new AbortController();

  constructor(private readonly options: RabbitMqOptions) {
    super();
    this.exchange = namesOf(options.topology.namespace, '').exchange;
    this.connection = new RabbitMqConnection(options);
    this.publisher = new Publisher(options.window ?? 1_000, (error) => this.connection.reset(error));
    void this.connection.add(declaring(options.topology));
    void this.connection.add(this.publisher);
  }

  override publish(event: CloudEvent): Promise<void> {
    return this.publisher.publish(this.exchange, event.type, encodeEvent(event), {
      persistent: true,
      messageId: event.id,
      type: event.type,
      correlationId: event.correlationid,
      contentType: 'application/cloudevents+json',
      timestamp: Math.floor(Date.parse(event.time) / 1_000),
    });
  }

  /** Resolves when messages can arrive; rejects when the bus is closed before. */
  override async subscribe(subscription: Subscription): Promise<Consumer> {
    const consumer = new RabbitMqConsumer(subscription, this.options.topology, this.connection, this.publisher);
    await this.connection.add(consumer);
    await Promise.race([consumer.firstAttached, once(this.closed.signal, 'abort')]);
    if (!consumer.attached && this.closed.signal.aborted) throw new Error('the bus was closed before it was connected');
    return consumer;
  }

  override async close(): Promise<void> {
    this.closed.abort();
    await this.publisher.close();
    await this.connection.close();
  }
}

const declaring = (topology: Topology): Participant => ({
  attach: async (model: ChannelModel) => {
    const channel = await model.createChannel();
    channel.on('error', () => undefined); // rejects the call that caused it
    await declareTopology(channel, topology);
    await channel.close();
  },
  detach: () => undefined,
});
