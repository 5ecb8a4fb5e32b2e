import { setTimeout as sleep } from 'node:timers/promises';
import { type Projection, projectionOf, Rebuilder, type RebuildProgress, Rebuilds, type RebuildStatus } from '../../src/index.js';
import { type Accounts, accountStreams, catalog } from './accounts.js';

/** A process that rebuilds; `onFold` is called before each stream is folded, with how many were before it. */
export const rebuilderOf = ({ database }: Accounts, onFold: (folded: number) => void = () => undefined) => {
  let folded = 0;
  const projection = projectionOf(accountStreams);
  const watched: Projection = {
    ...projection,
    rowOf: (events, id) => {
      onFold(folded++);
      return projection.rowOf(events, id);
    },
  };
  const errors: unknown[] = [];
  const rebuilds = new Rebuilds(database, [projection]);
  const options = { database, catalog, projections: [watched], rebuilds, onError: (error: unknown) => void errors.push(error) };
  return { rebuilds, errors, rebuilder: new Rebuilder(options) };
};

export const progressOf = async (rebuilds: Rebuilds): Promise<RebuildProgress | null> =>
  (await rebuilds.list())[0]?.rebuild ?? null;

/** The rebuild once its status is one of these. */
export const reaching = async (rebuilds: Rebuilds, ...statuses: readonly RebuildStatus[]): Promise<RebuildProgress> => {
  for (;;) {
    const progress = await progressOf(rebuilds);
    if (progress && statuses.includes(progress.status)) return progress;
    await sleep(5);
  }
};

/** Adds events to the log alone: `perAccount` credits of 1 to each of `accounts` accounts named `a-0001` and so on. */
export const fillLog = async ({ database }: Accounts, accounts: number, perAccount: number): Promise<void> => {
  await database.query({
    text: `insert into eventing.event_log (stream, version, id, type, schema_version, subject, time, data, metadata, internal)
           select 'account-a-' || lpad(account::text, 6, '0'), version, gen_random_uuid(), 'account.credited', 1, 'x', now(), '{"amount": 1}',
                  '{"source": "/account", "actor": "test", "correlationid": "c"}', false
           from generate_series(1, $1::int) account cross join generate_series(1, $2::int) version`,
    values: [accounts, perAccount],
  });
};

/** What the log says that the view must be. */
export const truth = ({ database }: Accounts) =>
  database.query<{ id: string; balance: number }>({
    text: `select substring(stream from 9) as id, sum((data ->> 'amount')::int)::int as balance from eventing.event_log
           where starts_with(stream, 'account-') group by stream order by id`,
  });

/** How the table of the view is made: names of indexes and constraints, and who may read it. */
export const structure = ({ database }: Accounts) =>
  database.query({
    text: `select relname, pg_get_indexdef(oid) as index, relacl::text, reloptions::text, null as check from pg_class
           where relname = 'accounts' or oid in (select indexrelid from pg_index where indrelid = 'accounts'::regclass)
           union all
           select conname, null, null, null, pg_get_constraintdef(oid) from pg_constraint where conrelid = 'accounts'::regclass
           order by 1, 2`,
  });
