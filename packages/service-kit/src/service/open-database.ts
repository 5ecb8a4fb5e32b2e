import { Database, type Migration, type Projection } from '@ordermill/eventing';
import type { Logger } from 'pino';
import { ExplainedError } from '../explained-error.js';
import { persist } from './persist.js';

/** What a program keeps in a database of its own, `ordermill_NAME`; a service's module is one. */
export interface DatabaseSchema {
  readonly name: string;
  readonly projections: readonly Projection[];
  readonly migrations: readonly Migration[];
}

export interface OpenDatabaseOptions {
  readonly databaseUrl: string;
  readonly log: Logger;
  readonly stopping: AbortSignal;
}

/** Connects without migrating, as soon as the server can be reached. */
export const connectDatabase = (
  { name, projections, migrations }: DatabaseSchema,
  { databaseUrl, log, stopping }: OpenDatabaseOptions,
): Promise<Database> => {
  const onError = (err: Error): void => {
    if (!stopping.aborted) log.warn({ err }, 'a connection to the database was lost');
  };
  const entities = projections.map(({ view }) => view);
  const open = () => Database.open({ url: databaseUrl, name: `ordermill_${name}`, entities, migrations, onError });
  return persist(open, { log, stopping }).catch((error: unknown) => {
    throw explained(error);
  });
};

// Classes 28 (authorization) and 3D (no such database), and insufficient_privilege.
const refusal = /^(28|3D|42501)/;

const explained = (error: unknown): unknown =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && refusal.test(error.code)
    ? new ExplainedError(`DATABASE_URL: the server refuses: ${error.message}`, { cause: error })
    : error;

/** Connects and migrates. */
export const openDatabase = async (schema: DatabaseSchema, options: OpenDatabaseOptions): Promise<Database> => {
  const database = await connectDatabase(schema, options);
  try {
    await persist(() => database.migrate(), options);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
};
