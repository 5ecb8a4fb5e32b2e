import { setTimeout as sleep } from 'node:timers/promises';
import type { Consumer, DeadLetters, Message, Outcome, Subscription } from '../ports.js';

/** A message in memory; it is settled once it is handled or parked, or cannot be any more. */
interface Delivery extends Message {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

const milliseconds = { firstPause: 100, longestPause: 5_000 };

/** The queue of one service, shared by its subscriptions: each takes what waits, a batch at a time. */
export class InProcessQueue {
  private waiting: Delivery[] = [];
  private readonly delayed = new Map<NodeJS.Timeout, Delivery>();
  private readonly consumers = new Set<InProcessConsumer>();
  private closed = false;

  constructor(
    readonly service: string,
    readonly deadLetters: DeadLetters,
  ) {}

  get length(): number {
    return this.waiting.length;
  }

  /** Resolves when the message is handled or parked; rejects when it is released and nobody is left to handle it. */
  put(body: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => this.add({ body, rounds: 0, resolve, reject }));
  }

  attach(subscription: Subscription): Consumer {
    this.closed = false;
    const consumer = new InProcessConsumer(this, subscription);
    this.consumers.add(consumer);
    consumer.notify();
    return consumer;
  }

  /** What waits, of up to `size`, for a consumer that is idle. */
  take(size: number): Delivery[] {
    return this.waiting.splice(0, size);
  }

  add(delivery: Delivery): void {
    if (this.closed) return delivery.reject(this.closedError());
    this.waiting.push(delivery);
    for (const consumer of this.consumers) consumer.notify();
  }

  addLater(delivery: Delivery, ms: number): void {
    const timeout = setTimeout(() => {
      this.delayed.delete(timeout);
      this.add(delivery);
    }, ms);
    this.delayed.set(timeout, delivery);
  }

  private closedError(): Error {
    return new Error(`${this.service} stopped before it handled the message`);
  }

  /** With the last consumer gone, whatever is left fails: its publisher still has it. */
  detach(consumer: InProcessConsumer): void {
    this.consumers.delete(consumer);
    if (this.consumers.size === 0) this.close();
  }

  close(): void {
    this.closed = true;
    for (const timeout of this.delayed.keys()) clearTimeout(timeout);
    for (const { reject } of [...this.waiting.splice(0), ...this.delayed.values()]) reject(this.closedError());
    this.delayed.clear();
  }
}

class InProcessConsumer implements Consumer {
  attached = true;
  private readonly stopping = new AbortController();
  private working: Promise<void> | undefined;

  constructor(
    private readonly queue: InProcessQueue,
    private readonly subscription: Subscription,
  ) {}

  notify(): void {
    if (this.attached && this.queue.length > 0) this.working ??= this.work();
  }

  async drain(): Promise<void> {
    this.attached = false;
    this.stopping.abort();
    await this.working;
    this.queue.detach(this);
  }

  private async work(): Promise<void> {
    // A turn of the event loop, so that what is published together is handled together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.attached && this.queue.length > 0) {
      const deliveries = this.queue.take(this.subscription.batchSize);
      const outcomes = await this.subscription.process(deliveries, this.stopping.signal);
      await Promise.all(deliveries.map((delivery, index) => this.settle(delivery, outcomes[index])));
    }
    this.working = undefined;
  }

  private async settle(delivery: Delivery, outcome: Outcome = { type: 'release' }): Promise<void> {
    switch (outcome.type) {
      case 'done':
        return delivery.resolve();
      case 'retry':
        return this.queue.addLater({ ...delivery, rounds: delivery.rounds + 1 }, outcome.delay.ms);
      case 'park':
        return (await this.park(delivery, outcome)) ? delivery.resolve() : this.queue.add(delivery);
      case 'release':
        return this.queue.add(delivery);
    }
  }

  /** Tries until it is durable; false when the consumer is drained first. */
  private async park({ body }: Delivery, { failure }: Extract<Outcome, { type: 'park' }>): Promise<boolean> {
    for (let pause = milliseconds.firstPause; ; pause = Math.min(pause * 2, milliseconds.longestPause)) {
      try {
        await this.queue.deadLetters.park(this.queue.service, body, failure);
        return true;
      } catch {
        if (this.stopping.signal.aborted) return false;
        await sleep(pause, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
    }
  }
}
