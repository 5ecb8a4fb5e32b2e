import { type Catalog, type DomainEvent, type Projection, readStored } from '@ordermill/eventing';
import type pg from 'pg';
import type { LoggedEvent } from './logged-event.js';
import type { Module } from './services.js';

/** A row as JSON text: as it is, and as its log gives it; null where there is none. */
export interface ChangedRow {
  readonly id: string;
  readonly kept: string | null;
  readonly rebuilt: string | null;
}

/** Rows of a module's views that are not, to the byte, what the events give when they are folded anew. */
export const readChangedRows = async (
  client: pg.ClientBase,
  { catalog, projections }: Module,
  events: readonly LoggedEvent[],
): Promise<ChangedRow[]> => {
  const changed = projections.map((projection) => compare(client, projection, rebuild(projection, catalog, events)));
  return (await Promise.all(changed)).flat();
};

const rebuild = ({ category, rowOf }: Projection, catalog: Catalog, events: readonly LoggedEvent[]): object[] => {
  const streams = new Map<string, DomainEvent[]>();
  for (const event of events.filter(({ stream }) => stream.startsWith(`${category}-`))) {
    const stream = streams.get(event.stream) ?? [];
    stream.push(readStored(catalog, event));
    streams.set(event.stream, stream);
  }
  return [...streams].flatMap(([name, stream]) => rowOf(stream, name.slice(category.length + 1)) ?? []);
};

const compare = async (client: pg.ClientBase, { view }: Projection, rows: readonly object[]): Promise<ChangedRow[]> => {
  const { table, key, columns } = namesOf(view);
  const values = rows.map((row) =>
    Object.fromEntries(columns.map(([property, name]) => [name, Reflect.get(row, property) as unknown])),
  );
  const { rows: changed } = await client.query<ChangedRow>(
    `select coalesce(kept.${key}, rebuilt.${key})::text as id, to_jsonb(kept)::text as kept, to_jsonb(rebuilt)::text as rebuilt
     from ${table} kept full join jsonb_populate_recordset(null::${table}, $1::jsonb) rebuilt using (${key})
     where to_jsonb(kept)::text is distinct from to_jsonb(rebuilt)::text`,
    [JSON.stringify(values)],
  );
  return changed;
};

/** The names that the database uses; an entity whose table or key has none cannot be read. */
const namesOf = ({ options: { tableName, columns } }: Projection['view']) => {
  const named = Object.entries<{ name?: string; primary?: boolean } | undefined>(columns).map(([property, options]) => ({
    property,
    name: options?.name ?? property,
    primary: options?.primary ?? false,
  }));
  const key = named.find(({ primary }) => primary)?.name;
  if (tableName === undefined || key === undefined) throw new TypeError('a view needs a table and a key');
  return { table: tableName, key, columns: named.map(({ property, name }) => [property, name] as const) };
};
