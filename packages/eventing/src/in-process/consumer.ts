import { setTimeout as sleep } from 'node:timers/promises';
import type { Consumer, Parking, Failure, Outcome, Subscription } from '../ports.js';
import type { Delivery, InProcessQueue, Taker } from './queue.js';

export interface ConsumerOptions {
  readonly queue: InProcessQueue;
  readonly parking: Parking;
  readonly onError?: (error: unknown) => void;
}

const milliseconds = { firstPause: 100, longestPause: 5_000 };

/** Takes what waits, a batch at a time. */
export class InProcessConsumer implements Consumer, Taker {
  private readonly draining = new AbortController();
  private working: Promise<void> | undefined;

  constructor(
    private readonly subscription: Subscription,
    private readonly options: ConsumerOptions,
  ) {
    options.queue.attach(this);
  }

  get attached(): boolean {
    return !this.draining.signal.aborted;
  }

  notify(): void {
    if (this.attached && this.options.queue.length > 0) this.working ??= this.work();
  }

  async drain(): Promise<void> {
    this.draining.abort();
    await this.working;
    this.options.queue.detach(this);
  }

  private async work(): Promise<void> {
    const { queue } = this.options;
    // A turn of the event loop, so that what is published together is handled together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.attached && queue.length > 0) {
      const deliveries = queue.take(this.subscription.batchSize);
      const outcomes = await this.process(deliveries);
      await Promise.all(deliveries.map((delivery, index) => this.settle(delivery, outcomes[index])));
      queue.putBack(
        deliveries.filter((_delivery, index) => isReleased(outcomes[index])),
        this,
      );
    }
    this.working = undefined;
  }

  private async process(deliveries: readonly Delivery[]): Promise<readonly Outcome[]> {
    try {
      return await this.subscription.process(deliveries, this.draining.signal);
    } catch (error) {
      this.options.onError?.(error);
      return [];
    }
  }

  private async settle(delivery: Delivery, outcome: Outcome | undefined): Promise<void> {
    if (outcome?.type === 'done') delivery.resolve();
    if (outcome?.type === 'retry') this.options.queue.retry(delivery, outcome.delay.ms);
    if (outcome?.type === 'park') await this.park(delivery, outcome.failure);
  }

  /** Tries until it is durable, or until the consumer is drained. */
  private async park(delivery: Delivery, failure: Failure): Promise<void> {
    const { queue, parking, onError } = this.options;
    const { signal } = this.draining;
    const { body, firstFailedAt = new Date() } = delivery;
    for (let pause = milliseconds.firstPause; ; pause = Math.min(pause * 2, milliseconds.longestPause)) {
      try {
        await parking.park(queue.service, body, failure, firstFailedAt);
        return delivery.resolve();
      } catch (error) {
        onError?.(error);
        if (signal.aborted) return queue.putBack([delivery], this);
        await sleep(pause, undefined, { signal }).catch(() => undefined);
      }
    }
  }
}

const isReleased = (outcome: Outcome | undefined): boolean => outcome === undefined || outcome.type === 'release';
