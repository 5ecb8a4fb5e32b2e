import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';

export interface User {
  readonly uid: number;
  readonly gid: number;
}

/** Somebody whom a PostgreSQL server can run as. */
export interface Identity {
  readonly name: string;
  /** Who must own the server's files, as this process sees it. */
  readonly owner: User;
  readonly credentials: Partial<User>;
  readonly wrapper: readonly string[];
}

/** Starts a program out of reach of signals to this process group, with none of this process's environment. */
export const spawnAs = (
  { credentials, wrapper }: Identity,
  program: string,
  args: readonly string[],
): ChildProcessByStdio<null, Readable, Readable> => {
  const [file = program, ...rest] = [...wrapper, program, ...args];
  const env = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
  return spawn(file, rest, { ...credentials, env, cwd: '/', detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
};

export const runAs = async (identity: Identity, program: string, args: readonly string[]): Promise<void> => {
  const child = spawnAs(identity, program, args);
  const [errors] = await Promise.all([text(child.stderr), text(child.stdout), once(child, 'close')]);
  if (child.exitCode !== 0) throw new Error(`${program} ended with ${child.signalCode ?? child.exitCode}: ${errors.trim()}`);
};
