import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { keepRunning } from '../keep-running.js';
import type { EventBus } from '../ports.js';
import { ConfirmedPrefix } from './confirmed-prefix.js';
import { advisoryLocks, Leadership } from './leadership.js';
import type { LogCursor } from './log-cursor.js';
import { readCheckpoint, readLastPosition, readLog, rebaseAfterRestore, writeCheckpoint } from './relay-log.js';
import { Signal } from './signal.js';
import type { PostgresUnitOfWork } from './unit-of-work.js';

export interface RelayOptions {
  readonly unitOfWork: PostgresUnitOfWork;
  readonly bus: EventBus;
  /** Told of every failure; the relay goes on by itself. */
  readonly onError?: (error: unknown) => void;
  /** Events in flight at most, default 1000. */
  readonly window?: number;
}

export interface RelayStatus {
  /** Whether this process is the one that publishes. */
  readonly leading: boolean;
  /** Events not yet confirmed, counted up to 10,000. */
  readonly pending: number;
  /** Age of the oldest of them in seconds. */
  readonly lagSeconds: number;
}

const milliseconds = { poll: 50, leadRetry: 250 };
const batchSize = 500;
// Confirmed events behind an unconfirmed one are remembered up to this many, then reading waits.
const longestSpan = 20_000;

/** Publishes the log of one database in order. One process leads; another takes over when its session ends. */
export class Relay {
  private readonly signal = new Signal();
  private running: Promise<void> | undefined;
  private readonly stopping = new AbortController();
  private leading = false;

  constructor(private readonly options: RelayOptions) {
    options.unitOfWork.onCommit(({ events }) => {
      if (events.length > 0) this.signal.notify();
    });
  }

  start(): void {
    const onError = (error: unknown): void => this.options.onError?.(error);
    this.running ??= keepRunning(() => this.serve(), { signal: this.stopping.signal, onError });
  }

  /** Publishes nothing more, waits for the confirms in flight and writes the checkpoint. */
  async drain(): Promise<void> {
    this.stopping.abort();
    this.signal.notify();
    await this.running;
  }

  async status(): Promise<RelayStatus> {
    const [row] = await this.options.unitOfWork.database.query<{ pending: number; lag: number }>({
      name: 'relay-status',
      text: `select count(*)::int as pending, coalesce(extract(epoch from now() - min(appended_at)), 0)::float8 as lag
             from (select log.appended_at from eventing.event_log log, eventing.relay_checkpoint checkpoint
                   where (log.transaction_id, log.position) > (checkpoint.transaction_id, checkpoint.position) limit 10000) waiting`,
    });
    return { leading: this.leading, pending: row?.pending ?? 0, lagSeconds: Math.max(0, row?.lag ?? 0) };
  }

  /** One session: waits for its turn to lead, and leads until it is stopped or something fails. */
  private async serve(): Promise<void> {
    const leadership = await Leadership.stand(this.options.unitOfWork.database.url, advisoryLocks.relay);
    try {
      while (!this.stopping.signal.aborted && !this.leading) {
        this.leading = await leadership.win();
        if (!this.leading)
          await sleep(milliseconds.leadRetry, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      }
      if (!this.leading) return;
      await rebaseAfterRestore(leadership.client);
      await this.publishFrom(leadership.client, await readCheckpoint(leadership.client));
    } finally {
      this.leading = false;
      await leadership.end();
    }
  }

  private async publishFrom(client: pg.Client, start: LogCursor): Promise<void> {
    const { bus, window = 1000 } = this.options;
    const inherited = await readLastPosition(client);
    const prefix = new ConfirmedPrefix(start);
    const publishing = new Set<Promise<void>>();
    const failures: unknown[] = [];
    let read = start;
    let written = start;

    const publishNext = async (limit: number): Promise<boolean> => {
      const entries = await readLog(client, read, limit);
      if (failures.length > 0) return false; // nothing of a subject is to overtake what has failed meanwhile
      for (const { cursor, internal, event } of entries) {
        read = cursor;
        const confirm = prefix.add(cursor);
        if (internal) {
          confirm();
          continue;
        }
        const publication: Promise<void> = bus
          .publish(event, BigInt(cursor.position) <= inherited)
          .then(confirm, (error: unknown) => void failures.push(error))
          .finally(() => {
            publishing.delete(publication);
            if (publishing.size < window / 2) this.signal.notify();
          });
        publishing.add(publication);
      }
      return entries.length === limit;
    };
    const saveCheckpoint = async (): Promise<void> => {
      if (written === prefix.head) return;
      written = prefix.head;
      await writeCheckpoint(client, written);
    };

    try {
      while (!this.stopping.signal.aborted && failures.length === 0) {
        const room = prefix.span < longestSpan ? Math.min(batchSize, window - prefix.unconfirmed) : 0;
        const more = room > 0 && (await publishNext(room));
        await saveCheckpoint();
        if (!more) await this.signal.wait(milliseconds.poll);
      }
    } finally {
      // Whoever publishes next is not to find these still under way.
      await Promise.allSettled(publishing);
    }
    await saveCheckpoint();
    if (failures.length > 0) throw failures[0];
  }
}
