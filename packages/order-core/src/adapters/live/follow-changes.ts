import { isAfter, type LogCursor } from '@ordermill/eventing';
import type { OrderChange } from './order-changes.js';

/** Whoever is told of changes. */
export interface Listener {
  /** False when no more is taken before `writable` resolves. */
  send(changes: readonly OrderChange[]): boolean;
  writable(): Promise<void>;
  readonly gone: AbortSignal;
}

/** Where changes come from: those of the past when they are asked for, and those that come now. */
export interface ChangeSource {
  readonly head: LogCursor;
  listen(listener: (changes: readonly OrderChange[]) => void): Promise<() => void>;
  read(userId: string, after: LogCursor, limit: number): Promise<readonly OrderChange[]>;
}

const pageSize = 200;

/**
 * Tells a listener of every change of a user's orders after a place in the log, in order and once. Whoever is slow is told from the log again,
 * so that nothing waits in memory. `place` is told up to where all has been sent. Resolves when the listener is gone; rejects when the log cannot be read.
 */
export class Following {
  private live = false;
  /** How often changes came that were not taken. */
  private missed = 0;
  private resume: () => void = () => undefined;

  constructor(
    private readonly source: ChangeSource,
    private readonly userId: string,
    private readonly listener: Listener,
    private sent: LogCursor,
  ) {}

  /** Up to where everything has been sent. */
  get place(): LogCursor {
    if (this.live && isAfter(this.source.head, this.sent)) this.sent = this.source.head;
    return this.sent;
  }

  private get isOver(): boolean {
    return this.listener.gone.aborted;
  }

  async run(): Promise<void> {
    const { gone } = this.listener;
    const stop = await this.source.listen((changes) => this.take(changes));
    const left = new Promise<void>((resolve) => gone.addEventListener('abort', () => resolve(), { once: true }));
    try {
      while (!this.isOver) {
        await this.catchUp();
        if (this.live) await Promise.race([left, new Promise<void>((resolve) => (this.resume = resolve))]);
        await Promise.race([left, this.listener.writable()]);
      }
    } finally {
      stop();
    }
  }

  /** Ends live: whatever was told before that has been read, and whatever is told after it is taken. */
  private async catchUp(): Promise<void> {
    let full = true;
    let before: number;
    do {
      before = this.missed;
      const page = await this.source.read(this.userId, this.sent, pageSize);
      full = page.length === pageSize;
      if (!this.send(page)) return;
    } while (!this.isOver && (full || this.missed > before));
    this.live = true;
  }

  private take(changes: readonly OrderChange[]): void {
    if (!this.live) this.missed += 1;
    else if (!this.send(changes.filter(({ userId }) => userId === this.userId))) {
      this.live = false;
      this.resume();
    }
  }

  private send(changes: readonly OrderChange[]): boolean {
    const fresh = changes.filter(({ cursor }) => isAfter(cursor, this.sent));
    const last = fresh.at(-1);
    if (!last) return true;
    this.sent = last.cursor;
    return this.listener.send(fresh);
  }
}
