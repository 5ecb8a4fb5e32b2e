import { readlink, rename, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { startOf } from './processes.js';
import { unless } from './unless.js';

const isAlive = async (holder: string) => {
  const space = holder.indexOf(' ');
  return (await startOf(Number(holder.slice(0, space)))) === holder.slice(space + 1);
};

const evict = async (path: string, holder: string) => {
  const aside = `${path}.${process.pid}`;
  await rename(path, aside).catch(unless('ENOENT'));
  const evicted = await readlink(aside).catch(unless('ENOENT'));
  if (evicted === undefined) return;
  if (evicted === holder) await rm(aside);
  else await rename(aside, path);
};

/**
 * Marks the directory as in use by this process and returns how to release it; the mark of a process that is gone is taken over.
 * The mark is a symbolic link to nowhere, because a link appears at once together with what it says.
 */
export const claim = async (dataDir: string): Promise<() => Promise<void>> => {
  const path = join(dataDir, 'owner');
  const mine = `${process.pid} ${await startOf(process.pid)}`;
  for (;;) {
    const claimed = await symlink(mine, path).then(() => true, unless('EEXIST'));
    if (claimed) return () => rm(path, { force: true });
    const holder = await readlink(path).catch(unless('ENOENT'));
    if (holder === undefined) continue;
    if (await isAlive(holder)) {
      const [pid] = holder.split(' ');
      throw new Error(`it is in use by process ${pid}. Stop that process first`);
    }
    await evict(path, holder);
  }
};
