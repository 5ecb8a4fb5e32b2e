import type { Message } from '../ports.js';

/** A message in memory; it is settled once it is handled or parked, or cannot be any more. */
export interface Delivery extends Message {
  readonly firstFailedAt?: Date;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

export interface QueueLengths {
  readonly waiting: number;
  readonly delayed: number;
  readonly consumers: number;
}

/** Something that takes from the queue when it is told that there is something. */
export interface Taker {
  notify(): void;
}

/** The queue of one service, shared by its consumers. With the last of them gone, whatever is left fails: its publisher still has it. */
export class InProcessQueue {
  private readonly routes = new Set<string>();
  private readonly takers = new Set<Taker>();
  private readonly delayed = new Map<NodeJS.Timeout, Delivery>();
  private readonly waiting: Delivery[] = [];

  constructor(readonly service: string) {}

  get length(): number {
    return this.waiting.length;
  }

  get lengths(): QueueLengths {
    return { waiting: this.waiting.length, delayed: this.delayed.size, consumers: this.takers.size };
  }

  get patterns(): readonly string[] {
    return [...this.routes];
  }

  route(patterns: readonly string[]): void {
    for (const pattern of patterns) this.routes.add(pattern);
  }

  attach(taker: Taker): void {
    this.takers.add(taker);
  }

  detach(taker: Taker): void {
    this.takers.delete(taker);
    if (this.takers.size > 0) return this.notify();
    for (const timeout of this.delayed.keys()) clearTimeout(timeout);
    const left = [...this.waiting.splice(0), ...this.delayed.values()];
    this.delayed.clear();
    for (const { reject } of left) reject(this.unattended());
  }

  /** Resolves when the message is handled or parked; rejects when it is handed back and nobody else is there to handle it. */
  put(body: Uint8Array, redelivered = false): Promise<void> {
    return new Promise((resolve, reject) => this.add({ body, rounds: 0, redelivered, resolve, reject }));
  }

  /** The oldest that wait, `size` at most. */
  take(size: number): readonly Delivery[] {
    return this.waiting.splice(0, size);
  }

  /** Puts back in front what `taker` has taken and does not handle, for the others; without others it fails. */
  putBack(deliveries: readonly Delivery[], taker: Taker): void {
    const others = [...this.takers].filter((other) => other !== taker);
    if (others.length === 0) for (const { reject } of deliveries) reject(this.unattended());
    else this.waiting.unshift(...deliveries);
    for (const other of others) other.notify();
  }

  /** Tries a failed message again after `ms` milliseconds. */
  retry(delivery: Delivery, ms: number): void {
    if (this.takers.size === 0) return delivery.reject(this.unattended());
    const { firstFailedAt = new Date() } = delivery;
    const timeout = setTimeout(() => {
      this.delayed.delete(timeout);
      this.add({ ...delivery, rounds: delivery.rounds + 1, firstFailedAt });
    }, ms);
    this.delayed.set(timeout, delivery);
  }

  private add(delivery: Delivery): void {
    if (this.takers.size === 0) return delivery.reject(this.unattended());
    this.waiting.push(delivery);
    this.notify();
  }

  private notify(): void {
    for (const taker of this.takers) taker.notify();
  }

  private unattended(): Error {
    return new Error(`${this.service} stopped before it handled the message`);
  }
}
