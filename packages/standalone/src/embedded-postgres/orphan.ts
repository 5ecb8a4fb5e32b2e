import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isPostmasterOf } from './processes.js';
import { shutDown } from './shut-down.js';
import { unless } from './unless.js';

const readLock = async (path: string): Promise<readonly [pid: string, ...rest: string[]] | undefined> => {
  const text = await readFile(path, 'utf8').catch(unless('ENOENT'));
  if (text === undefined) return undefined;
  const [pid = '', ...rest] = text.split('\n');
  return [pid, ...rest];
};

const stop = (pid: number, cluster: string) => {
  const send = (signal: NodeJS.Signals) => {
    try {
      process.kill(pid, signal);
    } catch (error) {
      unless('ESRCH')(error);
    }
  };
  return shutDown(send, async (milliseconds) => {
    for (const deadline = Date.now() + milliseconds; Date.now() < deadline; await delay(20)) {
      if (!(await isPostmasterOf(pid, cluster))) return true;
    }
    return false;
  });
};

/**
 * Makes way for a new server: stops one that an earlier process has left running on the cluster, and disowns a stale lock file.
 * The file stays, because PostgreSQL finds in it the shared memory that backends of a dead server may still use; but a pid that some
 * other process has got since would stop the start, and the pid of the parent never does.
 */
export const makeWay = async (cluster: string, log: (line: string) => void): Promise<void> => {
  const path = join(cluster, 'postmaster.pid');
  const pid = Number((await readLock(path))?.[0]);
  if (pid > 0 && (await isPostmasterOf(pid, cluster))) {
    log(`Stopping PostgreSQL server ${pid}, which an earlier run has left`);
    await stop(pid, cluster);
  }
  const stale = await readLock(path);
  if (stale === undefined) return;
  const [, ...rest] = stale;
  await writeFile(path, [process.pid, ...rest].join('\n'));
};
