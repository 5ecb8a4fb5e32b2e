import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Catalog } from '../../event.js';
import { pauseBefore } from '../../keep-running.js';
import type { Projection } from '../projection.js';
import { changedStreams, snapshotNow } from './changed-streams.js';
import { Folding, type Streams } from './fold.js';
import { ended, type Job, type JobRecord, status } from './job.js';
import type { ShadowTable } from './shadow-table.js';

/** What can never be rebuilt as it is. */
class RebuildImpossible extends Error {
  override readonly name = 'RebuildImpossible';
}

export interface RebuildOptions {
  /** The session that holds the lock of rebuilds: what it has not committed when it is lost never happened. */
  readonly client: pg.Client;
  readonly catalog: Catalog;
  readonly projection: Projection;
  readonly shadow: ShadowTable;
  readonly record: JobRecord;
  readonly stopping: AbortSignal;
}

const changesAtOnce = 5_000;
// So few that the live view need not wait for them.
const fewChanges = 100;

/** One rebuild from wherever it stands: builds beside the live view, follows the log to its head, and swaps. */
export class Rebuild {
  private readonly folding: Folding;
  private followed: string;

  constructor(private readonly options: RebuildOptions) {
    const { client, catalog, projection, record } = options;
    this.folding = new Folding(client, catalog, projection);
    this.followed = record.job.followed ?? '';
  }

  /** Resolves when the view is swapped; rejects with an AbortError when asked to stop, and then goes on from there another time. */
  async run(): Promise<void> {
    const { stopping, shadow, record } = this.options;
    const { builtTo } = (await this.canGoOn()) ? record.job : await this.begin();
    await this.build(builtTo);
    await shadow.analyze();
    await record.write(status('following'));
    for (let attempt = 0; ; attempt += 1) {
      await this.followToHead();
      if (attempt === 0) await record.write(status('swapping'));
      if (await this.swap()) return;
      await sleep(pauseBefore(attempt, Math.random()), undefined, { signal: stopping });
    }
  }

  /** Transaction ids mean something within one cluster only: after a restore into another, what was followed may lie ahead. */
  private async canGoOn(): Promise<boolean> {
    const { client, shadow } = this.options;
    if (this.followed === '' || !(await shadow.fits())) return false;
    const { rows } = await client.query<{ known: boolean }>(
      'select pg_snapshot_xmax($1::pg_snapshot) <= pg_snapshot_xmax(pg_current_snapshot()) as known',
      [this.followed],
    );
    return rows[0]?.known ?? false;
  }

  private async begin(): Promise<Pick<Job, 'builtTo'>> {
    const { client, projection, shadow, record } = this.options;
    const obstacles = await shadow.obstacles();
    if (obstacles.length > 0)
      throw new RebuildImpossible(`${shadow.live} has what a new table would not have: ${obstacles.join(', ')}`);
    const { rows } = await client.query<{ total: string }>(
      'select count(*) as total from eventing.event_log where starts_with(stream, $1)',
      [`${projection.category}-`],
    );
    this.followed = await snapshotNow(client);
    await this.transaction(async () => {
      await shadow.create();
      await record.write({
        set: `status = 'building', started_at = coalesce(started_at, now()), built_to = '', followed = $3::pg_snapshot,
              events_read = 0, events_total = $4, streams = 0`,
        values: [this.followed, rows[0]?.total],
      });
    });
    return { builtTo: '' };
  }

  private async build(builtTo: string): Promise<void> {
    const { category } = this.options.projection;
    await this.foldAll({ category }, builtTo, false);
  }

  private async foldAll(streams: Streams, from: string, isFollowing: boolean): Promise<void> {
    const { shadow, record, stopping } = this.options;
    for (let after = from; ;) {
      stopping.throwIfAborted();
      const page = await this.folding.next(streams, after);
      if (!page) return;
      await record.writePage(shadow.put(page.rows), page, isFollowing);
      after = page.last;
    }
  }

  /** Each round takes less time than the one before, in which less can happen. */
  private async followToHead(): Promise<void> {
    while ((await this.followOnce()) > fewChanges) this.options.stopping.throwIfAborted();
  }

  /** Folds the streams that have changed since, and resolves with how many there were. */
  private async followOnce(): Promise<number> {
    const { client, projection, record } = this.options;
    const reached = await snapshotNow(client);
    let count = 0;
    for (let after = ''; ;) {
      const { category } = projection;
      const { names, hasMore } = await changedStreams(client, { category, since: this.followed, after, limit: changesAtOnce });
      await this.foldAll({ names }, '', true);
      count += names.length;
      after = names.at(-1) ?? after;
      if (!hasMore) break;
    }
    this.followed = reached;
    await record.write({ set: 'followed = $3::pg_snapshot', values: [reached] });
    return count;
  }

  /**
   * Puts the new table in the place of the old one in one short transaction. Under the lock nobody else is between its events and its row:
   * what has been committed is folded, and whoever waits for the lock will find the new table. Resolves with whether it came to that.
   */
  private async swap(): Promise<boolean> {
    const { client, projection, shadow, record } = this.options;
    try {
      return await this.transaction(async () => {
        await shadow.lockLive();
        if (!(await shadow.fits()))
          throw new RebuildImpossible(`a migration has changed ${shadow.live} meanwhile: rebuild it again`);
        const { category } = projection;
        const { names, hasMore } = await changedStreams(client, {
          category,
          since: this.followed,
          after: '',
          limit: 10 * fewChanges,
        });
        if (hasMore) throw new NotYet();
        await this.foldAll({ names }, '', true);
        await record.write(ended('done'));
        await shadow.replaceLive();
        return true;
      });
    } catch (error) {
      if (error instanceof NotYet || isLockTimeout(error)) return false;
      throw error;
    }
  }

  private async transaction<T>(work: () => Promise<T>): Promise<T> {
    const { client } = this.options;
    await client.query('begin');
    try {
      const result = await work();
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch(() => undefined); // a session that is lost has rolled back
      throw error;
    }
  }
}

class NotYet extends Error {}

const isLockTimeout = (error: unknown): boolean => error instanceof pg.DatabaseError && error.code === '55P03';
