import { randomBytes } from 'node:crypto';
import { lchown, mkdtemp, open, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runAs, type Identity, type User } from './run-as.js';

/** A data directory of PostgreSQL with the password of its superuser. */
export interface Cluster {
  readonly directory: string;
  readonly password: string;
}

export const clusterDirectory = (home: string): string => join(home, 'cluster');

const handOver = async (path: string, { uid, gid }: User) => {
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  const inside = entries.map(({ parentPath, name }) => join(parentPath, name));
  for (const entry of inside) await lchown(entry, uid, gid);
  await lchown(path, uid, gid);
};

const sync = async (directory: string) => {
  const handle = await open(directory);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const initialise = async (identity: Identity, initdb: string, dataDir: string, home: string) => {
  const partial = await mkdtemp(join(dataDir, 'partial-'));
  try {
    const password = join(partial, 'password');
    await writeFile(password, randomBytes(24).toString('base64url'), { mode: 0o600, flush: true });
    await handOver(partial, identity.owner);
    const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
    const access = ['--username=postgres', `--pwfile=${password}`, '--auth=scram-sha-256'];
    await runAs(identity, initdb, ['-D', clusterDirectory(partial), ...access, ...locale, '--no-instructions']);
    await sync(partial);
    await rename(partial, home);
    await sync(dataDir);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
};

/** Opens the cluster in `home`, which exists only complete, for the identity; creates it when there is none. */
export const openCluster = async (identity: Identity, initdb: string, dataDir: string, home: string): Promise<Cluster> => {
  const present = await stat(home).catch(() => undefined);
  if (!present) await initialise(identity, initdb, dataDir, home);
  else if (present.uid !== identity.owner.uid) await handOver(home, identity.owner);
  const password = await readFile(join(home, 'password'), 'utf8');
  return { directory: clusterDirectory(home), password: password.trim() };
};

/** Removes what an interrupted start has left; an initdb that outlived it may still be writing there. */
export const removePartials = async (dataDir: string): Promise<void> => {
  const partials = (await readdir(dataDir)).filter((name) => name.startsWith('partial-'));
  await Promise.all(partials.map((name) => rm(join(dataDir, name), { recursive: true, force: true, maxRetries: 10 })));
};
