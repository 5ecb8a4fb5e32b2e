import { Database } from '@ordermill/eventing';
import type { Logger } from 'pino';
import type { ServiceModule } from './module.js';
import { persist } from './persist.js';

export interface OpenDatabaseOptions {
  readonly databaseUrl: string;
  readonly log: Logger;
  readonly stopping: AbortSignal;
}

/** Connects without migrating, as soon as the server can be reached. */
export const connectDatabase = (
  { name, entities, migrations }: ServiceModule,
  { databaseUrl, log, stopping }: OpenDatabaseOptions,
): Promise<Database> => {
  const onError = (err: Error): void => {
    if (!stopping.aborted) log.warn({ err }, 'a connection to the database was lost');
  };
  const open = () => Database.open({ url: databaseUrl, name: `ordermill_${name}`, entities, migrations, onError });
  return persist(open, { log, stopping });
};

/** Connects and migrates. */
export const openDatabase = async (module: ServiceModule, options: OpenDatabaseOptions): Promise<Database> => {
  const database = await connectDatabase(module, options);
  try {
    await persist(() => database.migrate(), options);
    return database;
  } catch (error) {
    await database.close();
    throw error;
  }
};
