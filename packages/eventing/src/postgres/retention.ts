import { setTimeout as sleep } from 'node:timers/promises';
import { keepRunning } from '../keep-running.js';
import type { Database } from './database.js';

export interface RetentionOptions {
  readonly database: Database;
  /** How long handled messages are remembered, in milliseconds: longer than any of them can come again. */
  readonly inboxMs: number;
  /** Told of every failure; cleaning goes on by itself. */
  readonly onError?: (error: unknown) => void;
}

const milliseconds = { betweenBatches: 100, betweenRounds: 60_000 };
const batchSize = 1_000;

// Small batches, so that no transaction is long enough to hold a relay back; replicas leave each other's alone.
const deleteOld = (table: string, time: string): string => `
  delete from ${table} where ctid = any (array(
    select ctid from ${table} where ${time} < now() - $1 * interval '1 millisecond' limit ${batchSize} for update skip locked))
  returning 1`;

const handledBefore = [deleteOld('eventing.inbox', 'handled_at'), deleteOld('eventing.tries', 'last_at')];
const answeredBefore = deleteOld('eventing.answers', 'answered_at');
const sampledBefore = deleteOld('eventing.lag_samples', 'at');

/** How long answers are kept, in milliseconds. */
const answersMs = 86_400_000;
const samplesMs = 2 * 86_400_000;

/** Forgets messages of one database that cannot come again, and answers of more than a day ago, a few at a time. */
export class Retention {
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(private readonly options: RetentionOptions) {}

  start(): void {
    const onError = (error: unknown): void => this.options.onError?.(error);
    this.running ??= keepRunning(() => this.clean(), { signal: this.stopping.signal, onError });
  }

  async drain(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async clean(): Promise<void> {
    const { inboxMs } = this.options;
    for (const statement of handledBefore) await this.deleteAll(statement, inboxMs);
    await this.deleteAll(answeredBefore, answersMs);
    await this.deleteAll(sampledBefore, samplesMs);
    await sleep(milliseconds.betweenRounds, undefined, { signal: this.stopping.signal });
  }

  private async deleteAll(text: string, ms: number): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted && (await this.options.database.query({ text, values: [ms] })).length === batchSize)
      await sleep(milliseconds.betweenBatches, undefined, { signal });
  }
}
