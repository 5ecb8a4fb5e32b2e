import type { Database } from './database.js';

export interface WaitingTimer {
  readonly key: string;
  readonly type: string;
  readonly subject: string;
  /** The end of the year 9999 where it was parked. */
  readonly due: Date;
  /** Deliveries that have failed. */
  readonly failures: number;
  readonly error: string | null;
}

export interface TimerCounts {
  readonly waiting: number;
  readonly overdue: number;
  /** Parked ones among them. */
  readonly failing: number;
  readonly nextDue: Date | null;
}

export interface TimerPage {
  readonly timers: readonly WaitingTimer[];
  readonly hasMore: boolean;
}

// A Date has milliseconds; where a page ends is compared as precisely as it was told.
const due = `date_trunc('milliseconds', least(due, timestamptz '9999-12-31T23:59:59.999Z'))`;
const columns = `key, type, subject, ${due} as due, rounds as failures, error`;

/** Timers of a database, the soonest first, after the place `after`. */
export const readTimers = async (
  database: Database,
  { limit, after }: { readonly limit: number; readonly after?: Pick<WaitingTimer, 'due' | 'key'> | undefined },
): Promise<TimerPage> => {
  const timers = await database.query<WaitingTimer>({
    text: `select ${columns} from eventing.timers
           ${after ? `where (${due}, key collate "C") > ($2, $3)` : ''} order by ${due}, key collate "C" limit $1`,
    values: [limit + 1, ...(after ? [after.due, after.key] : [])],
  });
  return { timers: timers.slice(0, limit), hasMore: timers.length > limit };
};

const mostOfSubject = 100;

/** Those about a subject, the soonest first. */
export const timersOf = (database: Database, subject: string): Promise<WaitingTimer[]> =>
  database.query({
    text: `select ${columns} from eventing.timers
           where subject = $1 order by ${due}, key collate "C" limit ${mostOfSubject}`,
    values: [subject],
  });

export const countTimers = async (database: Database): Promise<TimerCounts> => {
  const [counts] = await database.query<TimerCounts>({
    text: `select count(*)::int as waiting, count(*) filter (where due < now())::int as overdue,
                  count(*) filter (where rounds > 0 or not isfinite(due))::int as failing, min(due) filter (where isfinite(due)) as "nextDue" from eventing.timers`,
  });
  return counts ?? { waiting: 0, overdue: 0, failing: 0, nextDue: null };
};
