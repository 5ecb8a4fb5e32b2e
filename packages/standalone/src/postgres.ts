import { ExplainedError } from '@ordermill/service-kit';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.js';

/** The URL of a server, and how to end it; `failed` is aborted when it ends by itself. */
export interface Postgres {
  readonly url: string;
  readonly failed: AbortSignal;
  stop(): Promise<void>;
}

export const existingPostgres = (url: string): Postgres => ({
  url,
  failed: new AbortController().signal,
  stop: () => Promise.resolve(),
});

export const embeddedPostgres = async (
  dataDir: string,
  log: (line: string) => void,
  stopping: AbortSignal,
): Promise<Postgres> => {
  let server: EmbeddedPostgres;
  try {
    server = await startEmbeddedPostgres({ dataDir, log });
  } catch (error) {
    stopping.throwIfAborted();
    throw error instanceof Error ? new ExplainedError(error.message, { cause: error }) : error;
  }
  const failed = new AbortController();
  let expected = false;
  void server.exited.then(() => {
    if (!expected)
      failed.abort(new ExplainedError(`Embedded PostgreSQL ended unexpectedly. Its log is in ${dataDir}/postgres.log.`));
  });
  const stop = (): Promise<void> => {
    expected = true;
    return server.stop();
  };
  return { url: server.url, failed: failed.signal, stop };
};
