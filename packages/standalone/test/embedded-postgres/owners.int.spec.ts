import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedPostgres } from '../../src/embedded-postgres.js';
import { inTemporaryDirectory, isRunning, Owner, postmasterPid, query, rejection } from './support.js';

const until = async (condition: () => Promise<boolean>): Promise<void> => {
  while (!(await condition())) await setImmediate();
};

const isHalfway = async (dataDir: string): Promise<boolean> => {
  const entries = await readdir(dataDir, { recursive: true }).catch(() => []);
  return entries.some((entry) => entry.endsWith(join('cluster', 'base')));
};

describe('the owner of an embedded PostgreSQL', function () {
  this.timeout(30_000);

  it('leaves a server behind when it is killed, which the next owner replaces with all that was committed', () =>
    inTemporaryDirectory(async (dataDir) => {
      const killed = Owner.spawn(dataDir);
      await query(await killed.line(), `CREATE TABLE kept AS SELECT 'committed' AS value`);
      const orphan = await postmasterPid(dataDir);
      await killed.kill();
      expect(await isRunning(orphan)).to.equal(true);

      const lines: string[] = [];
      const { url, stop } = await startEmbeddedPostgres({ dataDir, log: (line) => lines.push(line) });
      expect(await isRunning(orphan)).to.equal(false);
      expect(lines).to.have.length(1);
      expect(lines[0]).to.include(`${orphan}`);
      expect(await query(url, 'SELECT value FROM kept')).to.deep.equal(['committed']);
      expect(await readFile(join(dataDir, 'postgres.log'), 'utf8')).not.to.include('not properly shut down');
      await stop();
    }));

  it('is alone: a second one is refused and told what to do, and may start when the first has gone', () =>
    inTemporaryDirectory(async (dataDir) => {
      const first = Owner.spawn(dataDir);
      const url = await first.line();
      const refusal = await rejection(startEmbeddedPostgres({ dataDir }));
      expect(refusal).to.include(`DATA_DIR ${dataDir}: it is in use by process ${first.process.pid}. Stop that process`);
      expect(await query(url, 'SELECT 1 AS value')).to.deep.equal([1]);
      await first.end();
      await (await startEmbeddedPostgres({ dataDir })).stop();
    }));

  it('is one of several that start at once', () =>
    inTemporaryDirectory(async (dataDir) => {
      await symlink('1 0', join(dataDir, 'owner'));
      const starts = await Promise.allSettled([1, 2, 3].map(() => startEmbeddedPostgres({ dataDir })));
      const started = starts.filter((start) => start.status === 'fulfilled');
      expect(started).to.have.length(1);
      await started[0]?.value.stop();
    }));

  it('replaces one that is gone, though another process has its pid', () =>
    inTemporaryDirectory(async (dataDir) => {
      await symlink(`${process.pid} 1`, join(dataDir, 'owner'));
      await (await startEmbeddedPostgres({ dataDir })).stop();
    }));

  it('starts over a lock file that names a foreign process, and leaves that alone', () =>
    inTemporaryDirectory(async (dataDir) => {
      const server = await startEmbeddedPostgres({ dataDir });
      const path = join(dataDir, 'postgres', 'cluster', 'postmaster.pid');
      const [, ...rest] = (await readFile(path, 'utf8')).split('\n');
      await server.stop();
      const foreign = spawn('sleep', ['60']);
      await once(foreign, 'spawn');
      await writeFile(path, [foreign.pid, ...rest].join('\n'), { mode: 0o600 });
      await (await startEmbeddedPostgres({ dataDir })).stop();
      expect(foreign.exitCode ?? foreign.signalCode).to.equal(null);
      foreign.kill();
    }));

  for (const [kind, content] of [
    ['empty', ''],
    ['dead', '4194305\n'],
  ]) {
    it(`starts over a lock file that is ${kind}`, () =>
      inTemporaryDirectory(async (dataDir) => {
        await (await startEmbeddedPostgres({ dataDir })).stop();
        await writeFile(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'), content ?? '', { mode: 0o600 });
        await (await startEmbeddedPostgres({ dataDir })).stop();
      }));
  }

  it('waits for a backend that outlives its server', () =>
    inTemporaryDirectory(async (dataDir) => {
      const first = await startEmbeddedPostgres({ dataDir });
      const client = new pg.Client({ connectionString: first.url }).on('error', () => undefined);
      await client.connect();
      const { rows } = await client.query<{ backend: number }>('SELECT pg_backend_pid() AS backend');
      const backend = Number(rows[0]?.backend);
      process.kill(backend, 'SIGSTOP');
      process.kill(await postmasterPid(dataDir), 'SIGKILL');
      await first.stop();
      const second = startEmbeddedPostgres({ dataDir });
      await until(async () => (await readFile(join(dataDir, 'postgres.log'), 'utf8')).includes('still in use'));
      process.kill(backend, 'SIGCONT');
      await (await second).stop();
    }));

  it('begins anew when the first start was killed half way', () =>
    inTemporaryDirectory(async (dataDir) => {
      const killed = Owner.spawn(dataDir);
      await until(() => isHalfway(dataDir));
      await killed.kill();
      const { url, stop } = await startEmbeddedPostgres({ dataDir });
      expect(await query(url, 'SELECT 1 AS value')).to.deep.equal([1]);
      await stop();
      expect(await readdir(dataDir)).to.have.members(['postgres', 'postgres.log']);
    }));

  it('can drain after an interrupt to the whole process group, because the server does not get it', () =>
    inTemporaryDirectory(async (dataDir) => {
      const owner = Owner.spawn(dataDir, { detached: true });
      const url = await owner.line();
      process.kill(-Number(owner.process.pid), 'SIGINT');
      expect(await owner.line()).to.equal('interrupted');
      expect(await query(url, 'SELECT 1 AS value')).to.deep.equal([1]);
      await owner.end();
    }));
});
