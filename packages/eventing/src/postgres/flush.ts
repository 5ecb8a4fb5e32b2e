import type { DataSource, EntitySchema } from 'typeorm';
import type { Unit, Write } from './unit.js';
import { toRecords, upsertRows } from './view-rows.js';

/**
 * One statement that writes a whole unit, each part from one JSON parameter, so that a transaction is one round trip
 * and takes its transaction id only after every read: within a stream, the order of versions is the order of transaction ids.
 */
export const flushStatement = (
  unit: Unit,
  dataSource: DataSource,
): { readonly text: string; readonly values: readonly string[] } => {
  const timers = inOrder([...unit.timers], ([key]) => key);
  const parts: readonly Write[] = [
    {
      sql: insertInbox,
      rows: inOrder(unit.handled, ({ source, id }) => `${source} ${id}`),
    },
    { sql: insertEvents, rows: unit.events },
    { sql: deleteFiredTimers, rows: unit.firedTimers },
    { sql: deleteTimers, rows: timers.flatMap(([key, timer]) => (timer ? [] : [key])) },
    { sql: insertAnswers, rows: unit.answers },
    { sql: upsertTimers, rows: timers.flatMap(([, timer]) => timer ?? []) },
    ...[...unit.views].map(([view, rows]) =>
      viewPart(
        dataSource,
        view,
        inOrder([...rows], ([key]) => key).map(([, row]) => row),
      ),
    ),
    ...unit.writes,
  ].filter((part) => part.rows.length > 0);
  const ctes = parts.map((part, index) => `part_${index} as (${part.sql(`$${index + 1}::jsonb`)})`);
  return { text: `with ${ctes.join(',\n')} select 1`, values: parts.map((part) => JSON.stringify(part.rows)) };
};

/** Units that write the same rows lock them in the same order, and so wait for each other instead of for a deadlock to be found. */
const inOrder = <Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] =>
  items.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : Number(keyOf(a) > keyOf(b))));

const insertInbox = (rows: string): string => `
  insert into eventing.inbox (source, id, event_time, tries) select source, id, to_timestamp(time / 1000), tries
  from jsonb_to_recordset(${rows}) as row (source text, id text, time float8, tries integer)`;

const insertEvents = (rows: string): string => `
  insert into eventing.event_log (stream, version, id, type, schema_version, subject, time, data, metadata, internal)
  select stream, version, id, type, schema_version, subject, time, data, metadata, internal
  from jsonb_to_recordset(${rows}) as row (stream text, version integer, id text, type text, schema_version integer,
    subject text, time timestamptz, data jsonb, metadata jsonb, internal boolean)`;

const deleteFiredTimers = (ids: string): string =>
  `delete from eventing.timers where id in (select fired::uuid from jsonb_array_elements_text(${ids}) as ids (fired))`;

const deleteTimers = (keys: string): string =>
  `delete from eventing.timers where key in (select jsonb_array_elements_text(${keys}))`;

const insertAnswers = (rows: string): string => `
  insert into eventing.answers (id, fingerprint, status, headers, body) select id, fingerprint, status, headers, body
  from jsonb_to_recordset(${rows}) as row (id text, fingerprint text, status integer, headers jsonb, body text)`;

const upsertTimers = (rows: string): string => `
  insert into eventing.timers (key, id, due, type, subject, metadata)
  select key, id, due, type, subject, metadata
  from jsonb_to_recordset(${rows}) as row (key text, id uuid, due timestamptz, type text, subject text, metadata jsonb)
  on conflict (key) do update set id = excluded.id, due = excluded.due, type = excluded.type, subject = excluded.subject,
    metadata = excluded.metadata, claimed_until = null, rounds = 0, error = null`;

const viewPart = (dataSource: DataSource, view: EntitySchema, rows: readonly object[]): Write => {
  const metadata = dataSource.getMetadata(view);
  return { sql: (parameter) => upsertRows(metadata, parameter), rows: toRecords(metadata, rows) };
};
