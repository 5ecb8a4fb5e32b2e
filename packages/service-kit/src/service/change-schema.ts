import { type Environment, readEnvironment } from '../config/environment.js';
import { runnerSettings } from '../config/settings.js';
import { createLogger } from '../log.js';
import { connectDatabase, type DatabaseSchema } from './open-database.js';

/** Runs the migrations that are missing, or undoes the newest. */
export const changeSchema = async (
  schema: DatabaseSchema,
  change: 'migrate' | 'revert',
  env: Environment,
  stopping: AbortSignal,
): Promise<void> => {
  const { DATABASE_URL, LOG_LEVEL } = readEnvironment(env, runnerSettings.pick({ DATABASE_URL: true, LOG_LEVEL: true }));
  const log = createLogger(LOG_LEVEL, { service: schema.name });
  const database = await connectDatabase(schema, { databaseUrl: DATABASE_URL, log, stopping });
  try {
    await database[change]();
    log.info(change === 'migrate' ? 'every migration is applied' : 'the newest migration is undone');
  } finally {
    await database.close();
  }
};
