import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import type { Identity, User } from './run-as.js';

const ordinary = (name: string, { uid, gid }: User): Identity => {
  const user = { uid, gid };
  return { name, owner: user, credentials: user, wrapper: [] };
};

const ownerOf = async (path: string): Promise<Identity | undefined> => {
  const owner = await stat(path).catch(() => undefined);
  return owner && ordinary(`user ${owner.uid}`, owner);
};

const systemUser = async (name: string): Promise<Identity | undefined> => {
  const id = async (option: string) => Number((await promisify(execFile)('id', [option, name])).stdout);
  const user = await Promise.all([id('-u'), id('-g')]).catch(() => undefined);
  return user && ordinary(name, { uid: user[0], gid: user[1] });
};

/** The server believes to be `user`; to the files it is still this process's user, stripped of root's capabilities. */
const namespaced = (me: User, { uid, gid }: User): Identity => ({
  name: 'root in a user namespace',
  owner: me,
  credentials: {},
  wrapper: ['unshare', '--user', `--map-user=${uid}`, `--map-group=${gid}`, '--'],
});

/**
 * Whom to try, best first. As root that is who owns the server's files already, then users with fewer rights than root, then root in
 * a user namespace, who alone can enter root's own directories.
 */
export const identities = async (dataDir: string, home: string): Promise<readonly Identity[]> => {
  const me = { uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 };
  const present = await ownerOf(home);
  if (me.uid !== 0) {
    if (present && present.owner.uid !== me.uid)
      throw new Error(`${home} belongs to ${present.name}. Run as that user, or change its owner`);
    return [{ ...ordinary(`user ${me.uid}`, me), credentials: {} }];
  }
  const [parent, postgres, nobody] = await Promise.all([ownerOf(dirname(dataDir)), systemUser('postgres'), systemUser('nobody')]);
  const users = [present, parent, postgres, nobody].filter((user) => user !== undefined).filter(({ owner }) => owner.uid !== 0);
  const namespace = namespaced(me, (postgres ?? nobody)?.owner ?? { uid: 65534, gid: 65534 });
  return present?.owner.uid === me.uid ? [namespace, ...users] : [...users, namespace];
};
