import { encodeEvent } from '../codec.js';
import type { CloudEvent } from '../event.js';
import { type Consumer, type DeadLetters, EventBus, type Subscription } from '../ports.js';
import { InProcessQueue } from './queue.js';
import { matchesTopic } from './topic-pattern.js';

/**
 * The bus within one process. An event is confirmed once every service that it matches has handled or parked it: until then it is only
 * in memory, and the publisher's log, which has not seen a confirm, brings it back after a crash. Retries wait in memory for the same reason.
 * Services are to subscribe before anything is published.
 */
export class InProcessEventBus extends EventBus {
  private readonly queues = new Map<string, { readonly queue: InProcessQueue; readonly patterns: Set<string> }>();
  private readonly unconfirmed = new Set<Promise<unknown>>();

  constructor(private readonly deadLetters: DeadLetters) {
    super();
  }

  override async publish(event: CloudEvent): Promise<void> {
    const body = encodeEvent(event);
    const matching = [...this.queues.values()].filter(({ patterns }) =>
      [...patterns].some((pattern) => matchesTopic(pattern, event.type)),
    );
    const confirmed = Promise.all(matching.map(({ queue }) => queue.put(body)));
    this.unconfirmed.add(confirmed);
    try {
      await confirmed;
    } finally {
      this.unconfirmed.delete(confirmed);
    }
  }

  override subscribe(subscription: Subscription): Promise<Consumer> {
    const { service, patterns } = subscription;
    const known = this.queues.get(service) ?? {
      queue: new InProcessQueue(service, this.deadLetters),
      patterns: new Set<string>(),
    };
    for (const pattern of patterns) known.patterns.add(pattern);
    this.queues.set(service, known);
    return Promise.resolve(known.queue.attach(subscription));
  }

  /** Publications that nobody has handled reject: their publisher publishes them again when it is back. */
  override async close(): Promise<void> {
    for (const { queue } of this.queues.values()) queue.close();
    await Promise.allSettled(this.unconfirmed);
  }
}
