import type { EntityMetadata } from 'typeorm';

/** SQL that inserts rows of a view, or puts them in the place of those of the same key, from one JSON parameter; into another table of the same columns if told. */
export const upsertRows = (
  { tablePath, columns, primaryColumns }: EntityMetadata,
  parameter: string,
  table: string = tablePath,
): string => {
  const names = columns.map((column) => `"${column.databaseName}"`);
  const keys = primaryColumns.map((column) => `"${column.databaseName}"`);
  const updates = names.map((name) => `${name} = excluded.${name}`);
  return `insert into ${table} (${names.join(', ')}) select ${names.join(', ')} from jsonb_populate_recordset(null::${table}, ${parameter})
       on conflict (${keys.join(', ')}) do update set ${updates.join(', ')}`;
};

/** Entities as the records of a table. */
export const toRecords = ({ columns }: EntityMetadata, rows: readonly object[]): readonly object[] =>
  rows.map((row) => Object.fromEntries(columns.map((column) => [column.databaseName, column.getEntityValue(row) ?? null])));
