import { execFile } from 'node:child_process';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';

const ps = async (pid: number, ...columns: readonly string[]) => {
  const options = columns.flatMap((column) => ['-o', `${column}=`]);
  const { stdout } = await promisify(execFile)('ps', ['-ww', ...options, '-p', String(pid)], {
    env: { ...process.env, LC_ALL: 'C' },
  });
  return stdout.trim();
};

const stateAndStart = async (pid: number): Promise<readonly [state: string | undefined, start: string | undefined]> => {
  if (process.platform !== 'linux') {
    const [state, ...start] = (await ps(pid, 'stat', 'lstart')).split(/\s+/);
    return [state, start.join(' ')];
  }
  const line = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  return [fields[0], fields[19]];
};

/** When a process started, as opaque text that tells it from a later one of the same pid; undefined when it is gone or a zombie. */
export const startOf = async (pid: number): Promise<string | undefined> => {
  const [state, start] = await stateAndStart(pid).catch(() => []);
  return state === undefined || /^[ZX]/.test(state) ? undefined : start;
};

const linuxPostmaster = async (pid: number, cluster: string) => {
  const [program = ''] = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0');
  const [cwd, directory] = await Promise.all([stat(`/proc/${pid}/cwd/`), stat(cluster)]);
  return basename(program) === 'postgres' && cwd.dev === directory.dev && cwd.ino === directory.ino;
};

/** Whether the process is a live PostgreSQL server of this data directory. */
export const isPostmasterOf = async (pid: number, cluster: string): Promise<boolean> => {
  if ((await startOf(pid)) === undefined) return false;
  if (process.platform === 'linux') return linuxPostmaster(pid, cluster).catch(() => false);
  return ps(pid, 'command').then(
    (command) => command.includes(`postgres -D ${cluster} `),
    () => false,
  );
};
