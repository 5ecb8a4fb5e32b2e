import { randomUUID } from 'node:crypto';
import type { Catalog } from '../event.js';
import { Database } from '../postgres/database.js';
import type { Migration } from '../postgres/migrations/index.js';
import type { Projection } from '../postgres/projection.js';
import { PostgresUnitOfWork } from '../postgres/unit-of-work.js';

interface Schema {
  readonly catalog: Catalog;
  readonly projections: readonly Pick<Projection, 'view'>[];
  readonly migrations: readonly Migration[];
}

/** URL of the PostgreSQL server for tests, from TEST_DATABASE_URL; throws when it is unset. */
export const testServerUrl = (): string => {
  const url = process.env['TEST_DATABASE_URL'];
  if (!url) throw new Error('TEST_DATABASE_URL must be the URL of a PostgreSQL server; npm test starts one');
  return url;
};

/** A migrated database of its own for a test, or, with `name`, another replica's connection to it. */
export const openTestDatabase = async (
  { catalog, projections, migrations }: Schema,
  name = `test_${randomUUID().replaceAll('-', '')}`,
) => {
  const entities = projections.map(({ view }) => view);
  const database = await Database.open({ url: testServerUrl(), name, entities, migrations });
  await database.migrate();
  return { name, database, unitOfWork: new PostgresUnitOfWork(database, catalog) };
};
