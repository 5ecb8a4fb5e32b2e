import { DomainError } from '@ordermill/kernel';
import pg from 'pg';
import type { Catalog } from '../../event.js';
import { keepRunning } from '../../keep-running.js';
import type { Database } from '../database.js';
import { ConcurrencyConflict, translateError } from '../errors.js';
import { advisoryLocks, Leadership } from '../leadership.js';
import type { Projection } from '../projection.js';
import { Signal } from '../signal.js';
import { ended, type Job, JobRecord, readJob, RebuildCancelled } from './job.js';
import { Rebuild } from './rebuild.js';
import { nameOf, type Rebuilds, unfinished } from './rebuilds.js';
import { ShadowTable } from './shadow-table.js';

export interface RebuilderOptions {
  readonly database: Database;
  readonly catalog: Catalog;
  readonly projections: readonly Projection[];
  readonly rebuilds: Rebuilds;
  /** Told of every failure that another try may mend; the rebuilder goes on by itself. */
  readonly onError?: (error: unknown) => void;
}

const pollMs = 1_000;

/** Carries out the rebuilds that were asked for, one after the other; among replicas one does, and another goes on where its session ended. */
export class Rebuilder {
  private readonly signal = new Signal();
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;

  constructor(private readonly options: RebuilderOptions) {
    options.rebuilds.onRequest(() => this.signal.notify());
  }

  start(): void {
    const onError = (error: unknown): void => this.options.onError?.(error);
    this.running ??= keepRunning(() => this.serve(), { signal: this.stopping.signal, onError });
  }

  /** Leaves what is under way to whoever comes next. */
  async drain(): Promise<void> {
    this.stopping.abort();
    this.signal.notify();
    await this.running;
  }

  private async serve(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      if (await this.isNeeded()) await this.work();
      await this.signal.wait(pollMs);
    }
  }

  private async isNeeded(): Promise<boolean> {
    const text = `select 1 from eventing.rebuilds where ${unfinished}`;
    return (await this.options.database.query({ name: 'find-rebuild', text })).length > 0;
  }

  private async work(): Promise<void> {
    const session = await Leadership.stand(this.options.database.url, advisoryLocks.rebuild, 0);
    const end = (): void => void session.end();
    this.stopping.signal.addEventListener('abort', end);
    try {
      // A process that froze with the live view locked must not keep everybody from it.
      await session.client.query(`set idle_in_transaction_session_timeout = '5s'`);
      if (!(await session.win())) return;
      for (let job = await readJob(session.client); job; job = await readJob(session.client))
        await this.carryOut(session.client, job);
    } catch (error) {
      throw translateError(error);
    } finally {
      this.stopping.signal.removeEventListener('abort', end);
      await session.end();
    }
  }

  private async carryOut(client: pg.Client, job: Job): Promise<void> {
    const { catalog, projections, database } = this.options;
    const record = new JobRecord(client, job);
    const projection = projections.find((each) => nameOf(each) === job.projection);
    if (!projection) return record.close(ended('failed', `there is no projection "${job.projection}" any more`));
    const shadow = new ShadowTable(client, database.dataSource.getMetadata(projection.view));
    try {
      if (job.status === 'cancelling') throw new RebuildCancelled();
      await new Rebuild({ client, catalog, projection, shadow, record, stopping: this.stopping.signal }).run();
    } catch (error) {
      if (this.stopping.signal.aborted || isPassing(error)) throw error;
      await shadow.drop();
      await record.close(error instanceof RebuildCancelled ? ended('cancelled') : ended('failed', explain(error)));
    }
  }
}

/** Whether another try may succeed. A unique column that is taken stays taken. */
const isPassing = (error: unknown): boolean => {
  if (error instanceof pg.DatabaseError && error.code === '23505') return false;
  const translated = translateError(error);
  return translated instanceof ConcurrencyConflict || (translated instanceof DomainError && translated.kind === 'unavailable');
};

const explain = (error: unknown): string => {
  const { message } = error instanceof Error ? error : { message: String(error) };
  return error instanceof pg.DatabaseError && error.detail !== undefined ? `${message} (${error.detail})` : message;
};
