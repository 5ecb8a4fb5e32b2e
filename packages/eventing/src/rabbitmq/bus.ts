import type { ChannelModel } from 'amqplib';
import { encodeEvent } from '../codec.js';
import type { DeadLetters } from '../dead-letters.js';
import type { CloudEvent } from '../event.js';
import { type Consumer, EventBus, type Subscription } from '../ports.js';
import type { Queues } from '../queues.js';
import { onChannel } from './channels.js';
import { Connection } from './connection.js';
import { RabbitMqConsumer } from './consumer.js';
import { RabbitMqDeadLetters } from './dead-letters.js';
import { Declaration } from './declaration.js';
import { propertiesOf } from './properties.js';
import { Publisher } from './publisher.js';
import { QueueLengths } from './queue-lengths.js';
import { RabbitMqQueues } from './queues.js';
import type { Topology } from './topology.js';
import { untilRouted } from './topology/routing.js';

export interface RabbitMqOptions {
  /** `amqp://` or `amqps://`, one for each node of a cluster. */
  readonly urls: readonly string[];
  readonly topology: Topology;
  /** Shown in the broker's list of connections, default `ordermill`. */
  readonly name?: string;
  /** The most publications that wait for their confirm, default 1000; more wait in line. */
  readonly window?: number;
  /** Told of every failure; the bus goes on by itself. */
  readonly onError?: (error: unknown) => void;
}

/**
 * The bus on RabbitMQ. It connects in the background, again and again, until it is closed: a broker that is down delays, and loses nothing.
 * It publishes and consumes on two connections, because a broker short of memory stops reading from those that publish.
 */
export class RabbitMqEventBus extends EventBus {
  /** For an operator of any service of the namespace. */
  readonly deadLetters: DeadLetters;
  readonly queues: Queues;
  private readonly declaration: Declaration;
  private readonly publishing: Connection;
  private readonly publisher: Publisher;
  private readonly lengths: QueueLengths;
  private readonly consumers = new Set<RabbitMqConsumer>();
  private consuming: Connection | undefined;
  private closed = false;

  /** Throws TypeError when one of the URLs is none. */
  constructor(private readonly options: RabbitMqOptions) {
    super();
    this.declaration = new Declaration(options.topology, this.onError);
    this.publishing = this.connect('publisher', (model) => this.declaration.declare(model));
    this.publisher = new Publisher({ connection: this.publishing, window: options.window ?? 1_000, onError: this.onError });
    this.lengths = new QueueLengths(this.publishing);
    const { urls, topology, name = 'ordermill' } = options;
    const operator = { urls, name: `${name} operator` };
    this.deadLetters = new RabbitMqDeadLetters({ ...operator, namespace: topology.namespace, publisher: this.publisher });
    this.queues = new RabbitMqQueues({ ...operator, topology });
  }

  /** Waits for a connection and for room in the window; rejects when the broker refuses, or a confirm in flight is lost with its connection. */
  override async publish(event: CloudEvent): Promise<void> {
    const { exchange } = this.declaration;
    const { type, subject } = event;
    await this.publisher.publish({ exchange, routingKey: type, body: encodeEvent(event), options: propertiesOf(event), subject });
  }

  override async send(service: string, event: CloudEvent): Promise<void> {
    const { queue } = this.declaration.namesOf(service);
    const options = { ...propertiesOf(event), mandatory: true };
    const { subject } = event;
    await this.publisher.publish({ exchange: '', routingKey: queue, body: encodeEvent(event), options, subject });
  }

  override waiting(service: string): Promise<number> {
    return this.lengths.of(this.declaration.namesOf(service).queue);
  }

  override async subscribe(subscription: Subscription): Promise<Consumer> {
    if (this.closed) throw new Error('the bus is closed');
    const { service, patterns } = subscription;
    this.declaration.addService(service, patterns);
    const { publishing, declaration, publisher, onError } = this;
    const session = publishing.current;
    if (session) {
      await declaration.declareService(session.model, service).catch(onError);
      await untilRouted(session.model);
    }
    const connection = (this.consuming ??= this.connect('consumer', (model) => onChannel(model, () => Promise.resolve())));
    const consumer = new RabbitMqConsumer(subscription, { connection, publisher, declaration, onError });
    this.consumers.add(consumer);
    return consumer;
  }

  override async close(): Promise<void> {
    this.closed = true;
    await Promise.all([...this.consumers].map((consumer) => consumer.drain()));
    this.lengths.close();
    await this.publisher.close();
    await Promise.all([this.publishing.close(), this.consuming?.close()]);
  }

  private readonly onError = (error: unknown): void => this.options.onError?.(error);

  private connect(role: string, prepare: (model: ChannelModel) => Promise<void>): Connection {
    const { urls, name = 'ordermill' } = this.options;
    return new Connection({ urls, name: `${name} ${role}`, prepare, onError: this.onError });
  }
}
