import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { spawnAs, type Identity } from './run-as.js';
import { settings } from './settings.js';
import { shutDown } from './shut-down.js';

export interface ServerOptions {
  readonly program: string;
  readonly identity: Identity;
  readonly cluster: string;
  readonly logFile: string;
  readonly log: (line: string) => void;
}

export interface Server {
  readonly port: number;
  readonly exited: Promise<void>;
  readonly stop: () => Promise<void>;
  readonly crash: () => Promise<void>;
}

/** The server ended before it was ready; `lines` are the last of its log. */
export class StartFailed extends Error {
  constructor(readonly lines: readonly string[]) {
    super(`the server ended while starting\n${lines.join('\n')}`);
  }
}

const recovery = /elapsed time/;
const trouble = /FATAL:|PANIC:|was terminated by signal/;

/** Starts the server and waits until it accepts connections, however long it recovers. */
export const startServer = async ({ program, identity, cluster, logFile, log }: ServerOptions, port: number): Promise<Server> => {
  const child = spawnAs(identity, program, ['-D', cluster, ...settings(port)]);
  await once(child, 'spawn');
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const closed = once(child, 'close').then(() => false);
  const file = createWriteStream(logFile, { mode: 0o600 }).on('error', (error) => log(`${logFile}: ${error.message}`));
  child.stderr.pipe(file);
  child.stdout.resume();

  const last: string[] = [];
  let noteworthy: RegExp | undefined = recovery;
  const lines = createInterface({ input: child.stderr });
  const ready = new Promise<true>((resolve) => {
    lines.on('line', (line) => {
      last.splice(0, last.length - 19);
      last.push(line);
      if (line.includes('database system is ready to accept connections')) resolve(true);
      if (noteworthy?.test(line)) log(line);
    });
  });
  if (!(await Promise.race([ready, closed]))) throw new StartFailed(last);
  noteworthy = trouble;
  child.once('exit', (code, signal) => {
    if (noteworthy) log(`PostgreSQL ended unexpectedly (${signal ?? code}), see ${logFile}`);
  });

  const endsWithin = async (milliseconds: number) => {
    const timer = new AbortController();
    const late = delay(milliseconds, false, { signal: timer.signal }).catch(() => false);
    return Promise.race([exited.then(() => true), late]).finally(() => timer.abort());
  };
  const stop = () => {
    noteworthy = undefined;
    return shutDown((signal) => child.kill(signal), endsWithin);
  };
  const crash = (): Promise<void> => {
    noteworthy = undefined;
    child.kill('SIGQUIT');
    return exited;
  };
  return { port, exited, stop, crash };
};
