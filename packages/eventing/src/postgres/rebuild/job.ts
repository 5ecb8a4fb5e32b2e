import type pg from 'pg';
import type { Page } from './fold.js';
import { type RebuildStatus, unfinished } from './rebuilds.js';

/** A rebuild as the process that carries it out finds it. */
export interface Job {
  readonly projection: string;
  readonly id: string;
  readonly status: RebuildStatus;
  /** The last stream that was folded, in the order of names. */
  readonly builtTo: string;
  /** What had been committed when the rebuild last looked: the rest is to be followed. Null before the beginning. */
  readonly followed: string | null;
}

/** The row was cancelled by somebody while its rebuild went on. */
export class RebuildCancelled extends Error {
  override readonly name = 'RebuildCancelled';
}

export const readJob = async (client: pg.Client): Promise<Job | undefined> => {
  const { rows } = await client.query<Job>(`
    select projection, id, status, built_to as "builtTo", followed::text as followed
    from eventing.rebuilds where ${unfinished} order by requested_at, projection limit 1`);
  return rows[0];
};

/** SQL assignments, and the values of their parameters, which begin at $3. */
interface Change {
  readonly set: string;
  readonly values?: readonly unknown[];
}

export const status = (to: RebuildStatus): Change => ({ set: `status = '${to}'` });

export const ended = (to: 'done' | 'failed' | 'cancelled', error: string | null = null): Change => ({
  set: `status = '${to}', finished_at = now(), error = $3`,
  values: [error],
});

/** Writes down how far a rebuild is. Every write finds out whether the rebuild is still wanted, and how long it has taken since the one before. */
export class JobRecord {
  private since = performance.now();

  constructor(
    private readonly client: pg.Client,
    readonly job: Job,
  ) {}

  /** Rejects with RebuildCancelled when nobody wants it any more. */
  async write({ set, values = [] }: Change): Promise<void> {
    const text = `update eventing.rebuilds set ${set}, working_ms = working_ms + $2 where id = $1 and ${wanted} returning 1`;
    const { rowCount } = await this.client.query(text, [this.job.id, this.worked(), ...values]);
    if (rowCount === 0) throw new RebuildCancelled();
  }

  /** A page's rows and how far one is after them commit together, or neither does. */
  async writePage(put: { readonly text: string; readonly value: string }, page: Page, isFollowing: boolean): Promise<void> {
    const text = `
      with put as (${put.text})
      update eventing.rebuilds set events_read = events_read + $3, streams = streams + $4, working_ms = working_ms + $5,
        events_total = greatest(events_total, events_read + $3)${isFollowing ? '' : ', built_to = $6'}
      where id = $2 and ${wanted} returning 1`;
    const values = [put.value, this.job.id, page.events, page.streams, this.worked(), ...(isFollowing ? [] : [page.last])];
    const { rowCount } = await this.client.query({ text, values });
    if (rowCount === 0) throw new RebuildCancelled();
  }

  /** Whether somebody cancelled or not. */
  async close({ set, values = [] }: Change): Promise<void> {
    await this.client.query(`update eventing.rebuilds set ${set}, working_ms = working_ms + $2 where id = $1`, [
      this.job.id,
      this.worked(),
      ...values,
    ]);
  }

  private worked(): number {
    const now = performance.now();
    const ms = Math.round(now - this.since);
    this.since += ms;
    return ms;
  }
}

const wanted = `${unfinished} and status <> 'cancelling'`;
