import { expect } from 'chai';
import { EventEmitter, once } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../src/embedded-postgres.js';
import { findBinaries } from '../src/embedded-postgres/binaries.js';
import { chooseIdentity } from '../src/embedded-postgres/choose-identity.js';
import { launch } from '../src/embedded-postgres/launch.js';
import { inTemporaryDirectory, isRunning, postmasterPid, query, rejection } from './embedded-postgres/support.js';

describe('embedded PostgreSQL', function () {
  this.timeout(30_000);

  it('keeps its data and its password from one run to the next', () =>
    inTemporaryDirectory(async (dataDir) => {
      const first = await startEmbeddedPostgres({ dataDir });
      await query(first.url, `CREATE TABLE kept AS SELECT 'a row' AS value`);
      await first.stop();
      const second = await startEmbeddedPostgres({ dataDir });
      expect(await query(second.url, 'SELECT value FROM kept')).to.deep.equal(['a row']);
      expect(new URL(second.url).password).to.equal(new URL(first.url).password);
      await second.stop();
    }));

  it('writes durably', () =>
    inTemporaryDirectory(async (dataDir) => {
      const { url, stop } = await startEmbeddedPostgres({ dataDir });
      const names = ['fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums'];
      const settings = names.map((name) => query(url, `SELECT current_setting('${name}') AS value`));
      expect((await Promise.all(settings)).flat()).to.deep.equal(['on', 'on', 'on', 'on']);
      await stop();
    }));

  it('lets in nobody without the password, which only one user can read, and reports the attempt', () =>
    inTemporaryDirectory(async (dataDir) => {
      const reports = new EventEmitter();
      const reported = once(reports, 'line');
      const { url, stop } = await startEmbeddedPostgres({ dataDir, log: (line) => reports.emit('line', line) });
      const wrong = new URL(url);
      wrong.password = 'wrong';
      expect(await rejection(query(wrong.href, 'SELECT 1'))).to.include('password authentication failed');
      expect((await stat(join(dataDir, 'postgres', 'password'))).mode & 0o777).to.equal(0o600);
      expect((await reported).join()).to.include('FATAL:  password authentication failed');
      await stop();
    }));

  it('is gone once it is stopped, under an open connection, and can be stopped twice', () =>
    inTemporaryDirectory(async (dataDir) => {
      const lines: string[] = [];
      const { url, stop, exited } = await startEmbeddedPostgres({ dataDir, log: (line) => lines.push(line) });
      const pid = await postmasterPid(dataDir);
      const client = new pg.Client({ connectionString: url }).on('error', () => undefined);
      await client.connect();
      await Promise.all([stop(), stop()]);
      expect(await isRunning(pid)).to.equal(false);
      await exited;
      await stop();
      expect(lines).to.deep.equal([]);
    }));

  it('tells when it ends by itself, and starts again', () =>
    inTemporaryDirectory(async (dataDir) => {
      const lines: string[] = [];
      const first = await startEmbeddedPostgres({ dataDir, log: (line) => lines.push(line) });
      await query(first.url, `CREATE TABLE kept AS SELECT 1 AS value`);
      process.kill(await postmasterPid(dataDir), 'SIGKILL');
      await first.exited;
      expect(lines.join()).to.include('ended unexpectedly (SIGKILL)');
      await first.stop();
      const second = await startEmbeddedPostgres({ dataDir });
      expect(await query(second.url, 'SELECT value FROM kept')).to.deep.equal([1]);
      await second.stop();
    }));

  it('keeps what was committed when it crashes, and comes back on the port that it is given', () =>
    inTemporaryDirectory(async (dataDir) => {
      const lines: string[] = [];
      const log = (line: string) => lines.push(line);
      const first = await startEmbeddedPostgres({ dataDir, log });
      await query(first.url, `CREATE TABLE kept AS SELECT 'a row' AS value`);
      await first.crash();
      await first.exited;
      const second = await startEmbeddedPostgres({ dataDir, log, port: Number(new URL(first.url).port) });
      expect(second.url).to.equal(first.url);
      expect(await query(second.url, 'SELECT value FROM kept')).to.deep.equal(['a row']);
      await second.stop();
      expect(await readFile(join(dataDir, 'postgres.log'), 'utf8')).to.include('automatic recovery in progress');
      expect(lines).to.deep.equal([]);
    }));

  it('says why it cannot start and what to do, and can start once the reason is gone', () =>
    inTemporaryDirectory(async (dataDir) => {
      await (await startEmbeddedPostgres({ dataDir })).stop();
      const version = join(dataDir, 'postgres', 'cluster', 'PG_VERSION');
      const right = await readFile(version);
      await writeFile(version, '9\n');
      const complaint = await rejection(startEmbeddedPostgres({ dataDir }));
      expect(complaint).to.include('database files are incompatible with server').and.include(`DATA_DIR ${dataDir}`);
      expect(complaint).to.include('DATABASE_URL');
      await writeFile(version, right);
      await (await startEmbeddedPostgres({ dataDir })).stop();
    }));

  it('takes another port when the first one was taken meanwhile', () =>
    inTemporaryDirectory(async (dataDir) => {
      await (await startEmbeddedPostgres({ dataDir })).stop();
      const taken = createServer().listen(0, '127.0.0.1');
      const free = createServer().listen(0, '127.0.0.1');
      await Promise.all([once(taken, 'listening'), once(free, 'listening')]);
      const ports = [taken, free].map((server) => (server.address() as AddressInfo).port);
      await once(free.close(), 'close');
      const { postgres: program } = await findBinaries();
      const home = join(dataDir, 'postgres');
      const identity = await chooseIdentity(dataDir, home, program);
      const options = { program, identity, cluster: join(home, 'cluster'), logFile: join(dataDir, 'log'), log: () => undefined };
      const [, second] = ports;
      const server = await launch(options, () => Promise.resolve(ports.shift() ?? 0));
      expect(server.port).to.equal(second);
      await server.stop();
      taken.close();
    }));
});
