import { encodeEvent } from '../codec.js';
import type { CloudEvent } from '../event.js';
import { type Consumer, type Parking, EventBus, type Subscription } from '../ports.js';
import { InProcessConsumer } from './consumer.js';
import { InProcessQueue, type QueueLengths } from './queue.js';
import { matchesTopic } from './topic-pattern.js';

export interface InProcessOptions {
  /** Told when a message cannot be parked, which is tried again, and of a processor that rejects. */
  readonly onError?: (error: unknown) => void;
}

/**
 * The bus within one process. An event is confirmed once every service that it matches has handled or parked it: until then it is only
 * in memory, and the publisher's log, which has not seen a confirm, brings it back after a crash. Retries wait in memory for the same reason.
 * Services are to subscribe before anything is published.
 */
export class InProcessEventBus extends EventBus {
  private readonly queues = new Map<string, InProcessQueue>();
  private readonly consumers = new Set<InProcessConsumer>();

  constructor(
    private readonly parking: Parking,
    private readonly options: InProcessOptions = {},
  ) {
    super();
  }

  /** Rejects when a service that it matches has no consumer any more, or hands it back. */
  override async publish(event: CloudEvent, again = false): Promise<void> {
    const body = encodeEvent(event);
    const matching = [...this.queues.values()].filter(({ patterns }) =>
      patterns.some((pattern) => matchesTopic(pattern, event.type)),
    );
    await Promise.all(matching.map((queue) => queue.put(body, again)));
  }

  override send(service: string, event: CloudEvent, again = false): Promise<void> {
    return this.deliver(service, encodeEvent(event), again);
  }

  override async waiting(service: string): Promise<number> {
    return this.queueOf(service).length;
  }

  /** Hands a message to one service alone, like an event that was published; rejects when the service never subscribed. */
  async deliver(service: string, body: Uint8Array, again = false): Promise<void> {
    await this.queueOf(service).put(body, again);
  }

  /** What waits for a service: now, and for its next try. */
  lengthsOf(service: string): QueueLengths {
    return this.queues.get(service)?.lengths ?? { waiting: 0, delayed: 0, consumers: 0 };
  }

  override subscribe(subscription: Subscription): Promise<Consumer> {
    const { service, patterns } = subscription;
    const queue = this.queues.get(service) ?? new InProcessQueue(service);
    this.queues.set(service, queue);
    queue.route(patterns);
    const consumer = new InProcessConsumer(subscription, { queue, parking: this.parking, ...this.options });
    this.consumers.add(consumer);
    return Promise.resolve(consumer);
  }

  /** Publications that nobody has handled reject: their publisher publishes them again when it is back. */
  override async close(): Promise<void> {
    await Promise.all([...this.consumers].map((consumer) => consumer.drain()));
  }

  private queueOf(service: string): InProcessQueue {
    const queue = this.queues.get(service);
    if (!queue) throw new RangeError(`no service "${service}" has subscribed`);
    return queue;
  }
}
