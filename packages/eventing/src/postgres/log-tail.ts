import { keepRunning } from '../keep-running.js';
import { type LogCursor, readHead } from './log-cursor.js';
import { Signal } from './signal.js';
import type { PostgresUnitOfWork } from './unit-of-work.js';

interface Placed {
  readonly cursor: LogCursor;
}

export interface LogTailOptions<Entry extends Placed> {
  readonly unitOfWork: PostgresUnitOfWork;
  /** The first `limit` entries after a place, in the order of publication, of those below `pg_snapshot_xmin` alone. */
  readonly read: (after: LogCursor, limit: number) => Promise<readonly Entry[]>;
  /** Told of every failure; reading goes on by itself. */
  readonly onError?: (error: unknown) => void;
}

type Listener<Entry> = (entries: readonly Entry[]) => void;

const milliseconds = { poll: 50 };
const batchSize = 500;

/** Reads what a log gets, once for all who listen, and only while somebody does. */
export class LogTail<Entry extends Placed> {
  private readonly listeners = new Set<Listener<Entry>>();
  private readonly signal = new Signal();
  private stopping: AbortController | undefined;
  private started: Promise<void> | undefined;
  private cursor: LogCursor = { transactionId: '0', position: '0' };

  constructor(private readonly options: LogTailOptions<Entry>) {
    options.unitOfWork.onCommit(({ events }) => {
      if (events.length > 0) this.signal.notify();
    });
  }

  /** Up to where all that there is has been told. */
  get head(): LogCursor {
    return this.cursor;
  }

  /**
   * Tells `listener` what comes after `head`, in order and each once. Resolves with what ends it, once nothing can be missed;
   * rejects with the errors of translateError when the log cannot be read.
   */
  async listen(listener: Listener<Entry>): Promise<() => void> {
    this.listeners.add(listener);
    try {
      await (this.started ??= this.start());
    } catch (error) {
      this.leave(listener);
      throw error;
    }
    return () => this.leave(listener);
  }

  private leave(listener: Listener<Entry>): void {
    if (!this.listeners.delete(listener) || this.listeners.size > 0) return;
    this.stopping?.abort();
    this.started = undefined;
    this.signal.notify();
  }

  private async start(): Promise<void> {
    const stopping = new AbortController();
    this.stopping = stopping;
    const head = await readHead(this.options.unitOfWork.database);
    if (stopping.signal.aborted) return;
    this.cursor = head;
    const onError = (error: unknown): void => this.options.onError?.(error);
    void keepRunning(() => this.follow(stopping.signal), { signal: stopping.signal, onError });
  }

  private async follow(signal: AbortSignal): Promise<void> {
    const isOver = (): boolean => signal.aborted;
    while (!isOver()) {
      const entries = await this.options.read(this.cursor, batchSize);
      if (isOver()) return;
      this.cursor = entries.at(-1)?.cursor ?? this.cursor;
      if (entries.length > 0) for (const listener of this.listeners) listener(entries);
      if (entries.length < batchSize) await this.signal.wait(milliseconds.poll);
    }
  }
}
