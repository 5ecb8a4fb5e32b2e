import { startEmbeddedPostgres } from '@ordermill/standalone';
import { freePorts } from './scripts.js';

/** A PostgreSQL server that can crash and come back where it was. */
export interface PrivatePostgres {
  readonly url: string;
  readonly port: number;
  readonly crash: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export const startPostgres = async (dataDir: string): Promise<PrivatePostgres> => {
  const [port = 0] = await freePorts(1);
  const start = () => startEmbeddedPostgres({ dataDir, port });
  let server = start();
  return {
    url: (await server).url,
    port,
    crash: async () => (await server).crash(),
    start: async () => {
      server = start();
      await server;
    },
    stop: async () => (await server).stop(),
  };
};
