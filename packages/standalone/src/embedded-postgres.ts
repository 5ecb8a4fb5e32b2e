import { mkdir, realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { findBinaries } from './embedded-postgres/binaries.js';
import { chooseIdentity } from './embedded-postgres/choose-identity.js';
import { claim } from './embedded-postgres/claim.js';
import { clusterDirectory, openCluster, removePartials } from './embedded-postgres/cluster.js';
import { launch } from './embedded-postgres/launch.js';
import { makeWay } from './embedded-postgres/orphan.js';

export interface EmbeddedPostgresOptions {
  /** Created when missing; holds the database, its password and its log. */
  readonly dataDir: string;
  /** Default: any that is free. */
  readonly port?: number;
  readonly log?: (line: string) => void;
}

/** A PostgreSQL server of this process's own. */
export interface EmbeddedPostgres {
  /** As superuser, on the database `postgres`. */
  readonly url: string;
  /** Resolves once the server has ended, whether it was stopped or not. */
  readonly exited: Promise<void>;
  readonly stop: () => Promise<void>;
  /** Ends it at once, without a checkpoint: the next start on the directory recovers. */
  readonly crash: () => Promise<void>;
}

type Log = (line: string) => void;

const serve = async (dataDir: string, log: Log, fixedPort?: number): Promise<EmbeddedPostgres> => {
  const home = join(dataDir, 'postgres');
  const { initdb, postgres } = await findBinaries();
  await removePartials(dataDir);
  const identity = await chooseIdentity(dataDir, home, postgres);
  await makeWay(clusterDirectory(home), log);
  const { directory, password } = await openCluster(identity, initdb, dataDir, home);
  const logFile = join(dataDir, 'postgres.log');
  const options = { program: postgres, identity, cluster: directory, logFile, log };
  const { port, ...server } = await launch(options, fixedPort === undefined ? undefined : () => Promise.resolve(fixedPort));
  return { url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`, ...server };
};

const serveAlone = async (dataDir: string, log: Log, port?: number): Promise<EmbeddedPostgres> => {
  await mkdir(dataDir, { recursive: true });
  const directory = await realpath(dataDir);
  const release = await claim(directory);
  try {
    const server = await serve(directory, log, port);
    let ending: Promise<void> | undefined;
    const end = (by: () => Promise<void>) => () => (ending ??= by().then(release));
    return { ...server, stop: end(server.stop), crash: end(server.crash) };
  } catch (error) {
    await release();
    throw error;
  }
};

/** Starts PostgreSQL on the directory, for this process alone; rejects with an error that names DATA_DIR and says what to do. */
export const startEmbeddedPostgres = ({
  dataDir,
  port,
  log = () => undefined,
}: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> =>
  serveAlone(dataDir, log, port).catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const advice = 'DATA_DIR can be set to another directory, DATABASE_URL to a PostgreSQL server of your own.';
    throw new Error(`Embedded PostgreSQL did not start in DATA_DIR ${dataDir}: ${reason}\n${advice}`, { cause });
  });
