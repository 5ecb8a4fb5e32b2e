import pg from 'pg';
import type { LoggedEvent } from './logged-event.js';
import { type Module, modules } from './services.js';
import { type ChangedRow, readChangedRows } from './views.js';

/** The database of one service, all of it at one moment. */
export interface Evidence {
  readonly module: Module;
  /** What it has stated, by stream, in the order of their versions. */
  readonly events: readonly LoggedEvent[];
  /** What others have stated and its log has recorded, in the same order. */
  readonly received: readonly LoggedEvent[];
  /** `SOURCE ID` of every message in the inbox. */
  readonly handled: ReadonlySet<string>;
  /** Events that the relay has not passed. */
  readonly unpublished: number;
  /** Timers whose time has come. */
  readonly overdue: readonly string[];
  /** Rows of views that differ from what the log gives. */
  readonly changedRows: readonly ChangedRow[];
}

/** Reads the databases of every service on the server at this URL. */
export const readEvidence = (databaseUrl: string): Promise<Evidence[]> =>
  Promise.all(modules.map((module) => withSnapshot(databaseUrl, module, (client) => readService(client, module))));

/** Reads what is in the database of a service at one moment. */
export const withSnapshot = async <T>(
  serverUrl: string,
  { name }: { readonly name: string },
  read: (client: pg.ClientBase) => Promise<T>,
): Promise<T> => {
  const url = new URL(serverUrl);
  url.pathname = `/ordermill_${name}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    return await read(client);
  } finally {
    await client.end();
  }
};

const readService = async (client: pg.ClientBase, module: Module): Promise<Evidence> => {
  const { rows: logged } = await client.query<LoggedEvent>(
    `select stream, version, id, type, schema_version as "schemaVersion", subject, time, data, metadata ->> 'source' as source,
            metadata ->> 'actor' as actor, internal from eventing.event_log order by stream, version`,
  );
  const inbox = await client.query<{ key: string }>(`select source || ' ' || id as key from eventing.inbox`);
  const unpublished = await client.query<{ count: number }>(
    `select count(*)::int as count from eventing.event_log log, eventing.relay_checkpoint checkpoint
     where (log.transaction_id, log.position) > (checkpoint.transaction_id, checkpoint.position)`,
  );
  const timers = await client.query<{ key: string }>('select key from eventing.timers where due < now()');
  return {
    module,
    events: logged.filter(({ source }) => source === `/${module.name}`),
    received: logged.filter(({ source }) => source !== `/${module.name}`),
    handled: new Set(inbox.rows.map(({ key }) => key)),
    unpublished: unpublished.rows[0]?.count ?? 0,
    overdue: timers.rows.map(({ key }) => key),
    changedRows: await readChangedRows(client, module, logged),
  };
};
