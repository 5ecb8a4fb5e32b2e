import type pg from 'pg';
import type { Catalog } from '../../event.js';
import { groupBy } from '../../group-by.js';
import { longestQuery } from '../database.js';
import type { Projection } from '../projection.js';
import { readStored, storedColumns, type StoredEvent } from '../stored-event.js';

/** Streams to fold: all of a category, or those named. */
export type Streams = { readonly category: string } | { readonly names: readonly string[] };

/** What some streams, the next in the order of their names, come to. */
export interface Page {
  readonly rows: readonly object[];
  readonly streams: number;
  readonly events: number;
  readonly last: string;
}

interface EventRow extends StoredEvent {
  readonly stream: string;
  /** Of the events that were in reach, before the bytes were counted. */
  readonly reached: number;
}

const most = { events: 1_000, bytes: 8 * 1024 * 1024 };

// Names are compared by the server alone, whatever its collation makes of a hyphen.
const pageOf = (condition: string): string => `
  select stream, ${storedColumns}, reached from (
    select *, count(*) over ()::int as reached,
           sum(octet_length(data::text)) over (order by stream, version rows between unbounded preceding and 1 preceding) as bytes
    from (select * from eventing.event_log where stream > $1 and ${condition} order by stream, version limit ${most.events}) next
  ) page where bytes is null or bytes < ${most.bytes} order by stream, version`;

/** Reads whole streams, a bounded part of the log at a time, and makes the rows of a view of them. */
export class Folding {
  constructor(
    private readonly client: pg.Client,
    private readonly catalog: Catalog,
    private readonly projection: Projection,
  ) {}

  /** The next streams after a name, or undefined where there is none. */
  async next(streams: Streams, after: string): Promise<Page | undefined> {
    const [condition, value] =
      'names' in streams ? ['stream = any($2::text[])', streams.names] : ['starts_with(stream, $2)', `${streams.category}-`];
    const read = await this.query(pageOf(condition), [after, value]);
    const last = read.at(-1);
    if (!last) return undefined;
    const isCut = last.reached === most.events || last.reached > read.length;
    const whole = isCut ? read.filter(({ stream }) => stream !== last.stream) : read;
    return this.fold(whole.length > 0 ? whole : await this.readOne(last.stream));
  }

  private readOne(stream: string): Promise<readonly EventRow[]> {
    const text = `select stream, ${storedColumns}, 0 as reached from eventing.event_log where stream = $1 order by version`;
    return this.query(text, [stream]);
  }

  private async query(text: string, values: readonly unknown[]): Promise<readonly EventRow[]> {
    const limited = { text, values: [...values], query_timeout: longestQuery };
    return (await this.client.query<EventRow>(limited)).rows;
  }

  private fold(events: readonly EventRow[]): Page {
    const { category, rowOf } = this.projection;
    const streams = groupBy(events, ({ stream }) => stream);
    const rows = [...streams].flatMap(([stream, stored]) => {
      const row = rowOf(
        stored.map((event) => readStored(this.catalog, event)),
        stream.slice(category.length + 1),
      );
      return row ? [row] : [];
    });
    return { rows, streams: streams.size, events: events.length, last: events.at(-1)?.stream ?? '' };
  }
}
