import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import type { Shop } from './shop.js';

/** The fourth line of postmaster.pid is the port, https://www.postgresql.org/docs/current/storage-file-layout.html. */
const portIn = (pidFile: string): string => pidFile.split('\n')[3] ?? '';

/** Keeps a view of a service from being replaced, as a long query on it does, until it is let go. */
export const holdView = async ({ dataDir }: Pick<Shop, 'dataDir'>, service: string, view: string) => {
  const read = (...path: readonly string[]): Promise<string> => readFile(join(dataDir, 'postgres', ...path), 'utf8');
  const [password, pidFile] = await Promise.all([read('password'), read('cluster', 'postmaster.pid')]);
  const server = `postgres://postgres:${password.trim()}@127.0.0.1:${portIn(pidFile)}`;
  const client = new pg.Client({ connectionString: `${server}/ordermill_${service}` });
  await client.connect();
  await client.query(`begin; lock table ${view} in access share mode`);
  return { letGo: () => client.end() };
};
