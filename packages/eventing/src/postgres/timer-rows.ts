import type { Database } from './database.js';
import type { NewTimer } from './unit.js';

export interface DueTimer extends NewTimer {
  readonly rounds: number;
  /** Whether somebody else has claimed it before, and never finished. */
  readonly reclaimed: boolean;
}

/**
 * Claims due timers for `ms`: whoever claimed them and dies leaves them to another after that time.
 * A claim commits before the handler reads anything, so that its transaction id is not older than what the handler sees.
 */
export const claimTimers = (database: Database, ms: number): Promise<DueTimer[]> =>
  database.query({
    name: 'claim-timers',
    text: `with claimed as (select key, claimed_until is not null as reclaimed from eventing.timers
                            where due <= now() and (claimed_until is null or claimed_until < now()) order by due limit 50 for update skip locked)
           update eventing.timers set claimed_until = now() + $1 * interval '1 millisecond'
           from claimed where timers.key = claimed.key
           returning timers.key, id, due, type, subject, metadata, rounds, reclaimed`,
    values: [ms],
  });

/** Claims for `ms` from now on what is claimed already. Leaves out rows that are being written: their handlers are about to end. */
export const renewTimers = async (database: Database, timers: readonly NewTimer[], ms: number): Promise<void> => {
  await database.query({
    name: 'renew-timers',
    text: `update eventing.timers set claimed_until = now() + $3 * interval '1 millisecond'
           where key in (select key from eventing.timers where (key, id) in (select * from unnest($1::text[], $2::uuid[])) for update skip locked)`,
    values: [timers.map(({ key }) => key), timers.map(({ id }) => id), ms],
  });
};

/** Milliseconds until the next unclaimed timer is due, Infinity when there is none. */
export const millisecondsToNextTimer = async (database: Database): Promise<number> => {
  const [row] = await database.query<{ ms: number | null }>({
    name: 'next-timer',
    text: `select greatest(0, ceil(extract(epoch from min(greatest(due, claimed_until)) - now()) * 1000))::float8 as ms
           from (select due, claimed_until from eventing.timers where due < 'infinity' order by due limit 100) soonest`,
  });
  return row?.ms ?? Number.POSITIVE_INFINITY;
};

/** Leaves a timer to an operator: it ends every process that fires it. */
export const parkTimer = async (database: Database, id: string, error: string): Promise<void> => {
  await database.query({
    text: `update eventing.timers set due = 'infinity', claimed_until = null, error = $2 where id = $1`,
    values: [id, error],
  });
};

export const postponeTimer = async (database: Database, id: string, ms: number, error: string): Promise<void> => {
  await database.query({
    text: `update eventing.timers set rounds = rounds + 1, error = $3, claimed_until = null, due = now() + $2 * interval '1 millisecond'
           where id = $1`,
    values: [id, ms, error.slice(0, 2_000).replaceAll('\0', '\uFFFD')],
  });
};

export const releaseTimers = async (database: Database, ids: readonly string[]): Promise<void> => {
  await database.query({ text: 'update eventing.timers set claimed_until = null where id = any($1)', values: [ids] });
};
