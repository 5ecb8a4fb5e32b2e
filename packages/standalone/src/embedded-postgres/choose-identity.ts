import { chown, mkdtemp, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { identities } from './identities.js';
import { runAs, type Identity } from './run-as.js';

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Fails unless the identity can own files in the directory, is known by name (initdb insists) and can run the program. */
const probe = async (identity: Identity, dataDir: string, program: string) => {
  const { uid, gid } = identity.owner;
  const scratch = await mkdtemp(join(dataDir, 'partial-'));
  try {
    const before = await stat(scratch);
    if (before.uid !== uid) await chown(scratch, uid, gid);
    if ((await stat(scratch)).uid !== uid) throw new Error(`files below ${dataDir} cannot be given to it`);
    await runAs(identity, '/bin/sh', ['-c', 'cd "$1" && : > file && rm file && id -un && exec "$2" -V', 'sh', scratch, program]);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
};

/** The first of the possible identities who can run the program on files of the directory. */
export const chooseIdentity = async (dataDir: string, home: string, program: string): Promise<Identity> => {
  const candidates = await identities(dataDir, home);
  const failures: string[] = [];
  for (const identity of candidates) {
    try {
      await probe(identity, dataDir, program);
      return identity;
    } catch (error) {
      failures.push(`as ${identity.name}: ${messageOf(error)}`);
    }
  }
  const advice =
    process.geteuid?.() === 0 ? 'Choose a DATA_DIR and a checkout that other users can enter, or do not run as root' : '';
  throw new Error(['nobody can run the server on it', ...failures, advice].join('\n').trim());
};
