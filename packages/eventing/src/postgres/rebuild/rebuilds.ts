import { DomainError } from '@ordermill/kernel';
import { v7 as uuid } from 'uuid';
import type { Database } from '../database.js';
import type { Projection } from '../projection.js';

/**
 * `waiting` for a process to take it up, `building` beside the live view, `following` what happened meanwhile, `swapping` as soon as nobody
 * holds the view for long; `cancelling` until what was built is gone.
 */
export type RebuildStatus = 'waiting' | 'building' | 'following' | 'swapping' | 'done' | 'failed' | 'cancelling' | 'cancelled';

export interface RebuildProgress {
  readonly id: string;
  readonly status: RebuildStatus;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  /** The total grows with what happens meanwhile. */
  readonly eventsRead: number;
  readonly eventsTotal: number;
  readonly streams: number;
  readonly eventsPerSecond: number;
  /** Why it failed. */
  readonly error: string | null;
}

export interface ProjectionStatus {
  readonly name: string;
  readonly category: string;
  readonly view: string;
  /** The last one; null before the first. */
  readonly rebuild: RebuildProgress | null;
}

/** SQL: those that no process has ended yet. */
export const unfinished = `status in ('waiting', 'building', 'following', 'swapping', 'cancelling')`;

/** A projection is called what its view is called. */
export const nameOf = ({ view }: Projection): string => view.options.name;

/** What is asked of the projections of one database. A request is a row: whichever process has time carries it out. */
export class Rebuilds {
  private readonly listeners: (() => void)[] = [];

  constructor(
    private readonly database: Database,
    private readonly projections: readonly Projection[],
  ) {}

  /** Calls `listener` after every request made in this process. */
  onRequest(listener: () => void): void {
    this.listeners.push(listener);
  }

  async list(): Promise<readonly ProjectionStatus[]> {
    const rows = await this.database.query<RebuildProgress & { readonly projection: string }>({
      text: `select projection, id, status, requested_by as "requestedBy", requested_at as "requestedAt", started_at as "startedAt",
               finished_at as "finishedAt", events_read::float8 as "eventsRead", events_total::float8 as "eventsTotal",
               streams::float8 as streams, round(events_read * 1000.0 / greatest(working_ms, 1))::float8 as "eventsPerSecond", error
             from eventing.rebuilds`,
    });
    const rebuilds = new Map(rows.map(({ projection, ...rebuild }) => [projection, rebuild]));
    return this.projections.map((projection) => ({
      name: nameOf(projection),
      category: projection.category,
      view: this.database.dataSource.getMetadata(projection.view).tablePath,
      rebuild: rebuilds.get(nameOf(projection)) ?? null,
    }));
  }

  /** Has a projection built anew, or leaves alone what is under way. Throws DomainError `projection_not_found` or `rebuild_cancelling`. */
  async request(name: string, requestedBy: string): Promise<ProjectionStatus> {
    await this.find(name);
    await this.database.query({
      text: `insert into eventing.rebuilds as known (projection, id, status, requested_by) values ($1, $2, 'waiting', $3)
             on conflict (projection) do update set id = excluded.id, status = 'waiting', requested_by = excluded.requested_by,
               requested_at = now(), started_at = null, finished_at = null, built_to = '', followed = null,
               events_read = 0, events_total = 0, streams = 0, working_ms = 0, error = null
             where not (known.${unfinished})`,
      values: [name, uuid(), requestedBy],
    });
    const projection = await this.find(name);
    if (projection.rebuild?.status === 'cancelling')
      throw new DomainError('conflict', 'rebuild_cancelling', 'A rebuild of it is being cancelled. Try again in a moment.');
    this.notify();
    return projection;
  }

  /** Gives up a rebuild that has not ended; the view stays as it is. Throws DomainError `projection_not_found` or `rebuild_not_running`. */
  async cancel(name: string): Promise<ProjectionStatus> {
    await this.find(name);
    const cancelled = await this.database.query({
      text: `update eventing.rebuilds set status = 'cancelling' where projection = $1 and ${unfinished} returning 1`,
      values: [name],
    });
    if (cancelled.length === 0) throw new DomainError('conflict', 'rebuild_not_running', 'No rebuild of it is under way.');
    this.notify();
    return this.find(name);
  }

  private notify(): void {
    for (const listener of this.listeners) listener();
  }

  private async find(name: string): Promise<ProjectionStatus> {
    const found = (await this.list()).find((projection) => projection.name === name);
    if (!found) throw new DomainError('not-found', 'projection_not_found', 'There is no projection of this name.');
    return found;
  }
}
