import { groupBy } from '../group-by.js';
import { type Database, longestQuery } from './database.js';
import { latencyClass, type LatencyCount, percentileOf } from './latencies.js';
import { readLagSamples } from './lag-samples.js';
import type { Receipts } from './receipts.js';
import { timerSource } from './unit-of-work.js';

export interface ActivityWindow {
  readonly minutes: number;
  /** Seconds of a bucket. */
  readonly step: number;
}

/** What a service did within `step` seconds from `at` on. */
export interface ActivityBucket {
  readonly at: Date;
  /** Appended for others to know. */
  readonly events: number;
  /** Messages; timers are not counted. */
  readonly handled: number;
  /** Of them, those whose handler had failed before. */
  readonly retried: number;
  /** Milliseconds from an event to its handling, in the middle and of the slowest twentieth; null where nothing was handled. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  /** The most that waited for the relay, in number and in age, and in the queue; null where nobody looked. */
  readonly pending: number | null;
  readonly lagSeconds: number | null;
  readonly waiting: number | null;
}

interface Counted {
  readonly at: number;
}

type Row<Fields extends keyof ActivityBucket> = Counted & Pick<ActivityBucket, Fields>;

const bucketOf = (time: string): string => `floor(date_part('epoch', ${time}) / $2) * $2`;
const since = 'to_timestamp($1)';

const mostMinutes = 1_440;
// A statement is given up after this long; what commits later all the same is not counted.
const settledAfter = longestQuery / 1_000;

/** What a service did, as its database keeps it, whichever replica did it. Buckets that are over are read once. */
export class Activity {
  private readonly settled = new Map<number, Map<number, ActivityBucket>>();

  constructor(
    private readonly database: Database,
    private readonly receipts: Receipts,
  ) {}

  /** The last minutes, a day at most, the oldest bucket first and the last of them unfinished. */
  async read({ minutes, step }: ActivityWindow): Promise<readonly ActivityBucket[]> {
    const now = await this.now();
    const last = Math.floor(now / step) * step;
    const first = last - Math.ceil((Math.min(minutes, mostMinutes) * 60) / step) * step;
    const times = Array.from({ length: (last - first) / step + 1 }, (_, index) => first + index * step);
    const settled = this.settledOf(step, now);
    const unread = times.filter((at) => !settled.has(at));
    const read = await readBuckets(this.database, this.receipts, unread, step);
    for (const [at, bucket] of read) if (at + step + settledAfter < now) settled.set(at, bucket);
    return times.flatMap((at) => settled.get(at) ?? read.get(at) ?? []);
  }

  private settledOf(step: number, now: number): Map<number, ActivityBucket> {
    const settled = this.settled.get(step) ?? new Map<number, ActivityBucket>();
    this.settled.set(step, settled);
    for (const at of settled.keys()) if (at < now - (mostMinutes + 60) * 60) settled.delete(at);
    return settled;
  }

  private async now(): Promise<number> {
    const [clock] = await this.database.query<{ now: number }>({ text: `select date_part('epoch', now()) as now` });
    return clock?.now ?? 0;
  }
}

const readBuckets = async (
  database: Database,
  receipts: Receipts,
  times: readonly number[],
  step: number,
): Promise<ReadonlyMap<number, ActivityBucket>> => {
  const [first = 0] = times;
  const rows = await Promise.all([
    countEvents(database, first, step),
    countHandled(database, receipts, first, step),
    readLagSamples(database, first, step),
  ]);
  const found = new Map<number, object>();
  for (const { at, ...fields } of rows.flat()) found.set(at, { ...found.get(at), ...fields });
  return new Map(times.map((at) => [at, { ...quiet, ...found.get(at), at: new Date(at * 1_000) }]));
};

const quiet = { events: 0, handled: 0, retried: 0, p50Ms: null, p95Ms: null, pending: null, lagSeconds: null, waiting: null };

const countEvents = (database: Database, first: number, step: number): Promise<Row<'events'>[]> =>
  database.query({
    name: 'activity-events',
    text: `select ${bucketOf('appended_at')} as at, count(*)::int as events from eventing.event_log
           where appended_at >= ${since} and not internal group by 1`,
    values: [first, step],
  });

const countHandled = async (
  database: Database,
  { table, handledAt, eventTime }: Receipts,
  first: number,
  step: number,
): Promise<Row<'handled' | 'retried' | 'p50Ms' | 'p95Ms'>[]> => {
  const latency = latencyClass(`date_part('epoch', ${handledAt} - ${eventTime}) * 1000`);
  const counts = await database.query<Counted & LatencyCount & { readonly retried: number }>({
    name: 'activity-handled',
    text: `select ${bucketOf(handledAt)} as at, case when isfinite(${eventTime}) then ${latency} end as latency,
                  count(*)::int as handled, (count(*) filter (where tries > 1))::int as retried
           from ${table} where ${handledAt} >= ${since} and source <> $3 group by 1, 2`,
    values: [first, step, timerSource],
  });
  return [...groupBy(counts, ({ at }) => at)].map(([at, ofBucket]) => ({
    at,
    handled: sum(ofBucket, 'handled'),
    retried: sum(ofBucket, 'retried'),
    p50Ms: percentileOf(ofBucket, 0.5),
    p95Ms: percentileOf(ofBucket, 0.95),
  }));
};

const sum = <Name extends string>(rows: readonly Readonly<Record<Name, number>>[], name: Name): number =>
  rows.reduce((total, row) => total + row[name], 0);
