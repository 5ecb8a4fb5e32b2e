import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from 'chai';
import pg from 'pg';
import { makeWay } from '../../src/embedded-postgres/orphan.js';
import { startOf } from '../../src/embedded-postgres/processes.js';

const silent = () => undefined;

/** Runs the body on a fresh directory that only this user can enter; then ends what it left running there. */
export const inTemporaryDirectory = async (body: (directory: string) => Promise<void>): Promise<void> => {
  const directory = await mkdtemp(join(tmpdir(), 'ordermill-postgres-'));
  try {
    await body(directory);
  } finally {
    await makeWay(join(directory, 'postgres', 'cluster'), silent);
    await rm(directory, { recursive: true, force: true, maxRetries: 10 });
  }
};

/** The message of the promise's rejection. */
export const rejection = (promise: Promise<unknown>): Promise<string> =>
  promise.then(() => expect.fail('it was fulfilled'), String);

/** The values of the statement's column `value`. */
export const query = async (url: string, sql: string): Promise<readonly unknown[]> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    const { rows } = await client.query<{ value: unknown }>(sql);
    return rows.map(({ value }) => value);
  } finally {
    await client.end();
  }
};

export const postmasterPid = async (dataDir: string): Promise<number> =>
  Number((await readFile(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), 'utf8')).split('\n')[0]);

export const isRunning = async (pid: number): Promise<boolean> => (await startOf(pid)) !== undefined;

const program = (dataDir: string) => `
  import { startEmbeddedPostgres } from ${JSON.stringify(new URL('../../src/embedded-postgres.js', import.meta.url).href)};
  process.on('SIGINT', () => console.log('interrupted'));
  const server = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)} });
  process.stdin.on('end', () => server.stop()).resume();
  console.log(server.url);`;

/** A process of its own that owns a server on the directory; it stops it when its standard input ends. */
export class Owner {
  private constructor(
    readonly process: ChildProcess,
    private readonly lines: AsyncIterator<string>,
  ) {}

  static spawn(dataDir: string, options: SpawnOptions = {}): Owner {
    const args = ['--input-type=module', '--eval', program(dataDir)];
    const child = spawn(process.execPath, args, { ...options, stdio: ['pipe', 'pipe', 'pipe'] });
    return new Owner(child, createInterface({ input: child.stdout })[Symbol.asyncIterator]());
  }

  /** Its next line of output, the URL of its server first; rejects with what it complained about when it ends instead. */
  async line(): Promise<string> {
    const next = await this.lines.next();
    if (!next.done) return next.value;
    throw new Error(String(this.process.stderr?.read()));
  }

  async end(): Promise<void> {
    await this.close(() => this.process.stdin?.end());
  }

  async kill(): Promise<void> {
    await this.close(() => this.process.kill('SIGKILL'));
  }

  private async close(how: () => unknown) {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const exited = once(this.process, 'exit');
    how();
    await exited;
  }
}
