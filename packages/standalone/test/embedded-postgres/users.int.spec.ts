import { expect } from 'chai';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmod, chown, mkdir, readFile, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../src/embedded-postgres.js';
import { findBinaries } from '../../src/embedded-postgres/binaries.js';
import { inTemporaryDirectory, Owner, postmasterPid, query, rejection } from './support.js';

const ordinary = 65534;

const reaches = (uid: number, path: string) => spawnSync(path, ['--version'], { uid, gid: uid, cwd: '/' }).status === 0;

/** Only root can become another user, and that one must be able to run the programs: elsewhere there is nothing to test. */
async function skipUnlessUsersCanChange(this: Mocha.Context): Promise<void> {
  const { postgres } = await findBinaries();
  const canChange = process.geteuid?.() === 0 && reaches(ordinary, postgres) && reaches(ordinary, process.execPath);
  // There is nobody else to become: without root, or with root in a checkout that nobody else may enter.
  if (!canChange) this.skip();
}

const ownerOf = async (dataDir: string) => (await stat(join(dataDir, 'postgres'))).uid;

/** A PATH without unshare, so that there are no user namespaces. */
const withoutNamespaces = async (directory: string) => {
  const path = join(directory, 'bin');
  await mkdir(path);
  for (const program of ['id', 'rm']) {
    await symlink(
      execFileSync('/bin/sh', ['-c', `command -v ${program}`])
        .toString()
        .trim(),
      join(path, program),
    );
  }
  return { env: { PATH: path } };
};

describe('embedded PostgreSQL as root', function () {
  this.timeout(30_000);

  before(skipUnlessUsersCanChange);

  it('runs as an ordinary user where that one can enter', () =>
    inTemporaryDirectory(async (directory) => {
      await chmod(directory, 0o755);
      const { stop } = await startEmbeddedPostgres({ dataDir: directory });
      expect(await ownerOf(directory)).not.to.equal(0);
      const status = await readFile(`/proc/${await postmasterPid(directory)}/status`, 'utf8');
      expect(status)
        .to.match(/^CapEff:\t0+$/m)
        .and.not.to.match(/^Uid:\t0/m);
      await stop();
    }));

  it('runs without the rights of root in a directory that only root can enter', () =>
    inTemporaryDirectory(async (directory) => {
      const { stop } = await startEmbeddedPostgres({ dataDir: join(directory, 'data') });
      expect(await ownerOf(join(directory, 'data'))).to.equal(0);
      const status = await readFile(`/proc/${await postmasterPid(join(directory, 'data'))}/status`, 'utf8');
      expect(status).to.match(/^CapEff:\t0+$/m);
      await stop();
      expect((await stat(directory)).mode & 0o777).to.equal(0o700);
    }));

  it('takes data along when the directory closes for others, and back when there are no namespaces', () =>
    inTemporaryDirectory(async (directory) => {
      await chmod(directory, 0o755);
      const dataDir = join(directory, 'data');
      const first = await startEmbeddedPostgres({ dataDir });
      await query(first.url, 'CREATE TABLE kept AS SELECT 1 AS value');
      await first.stop();
      expect(await ownerOf(dataDir)).not.to.equal(0);

      await chmod(directory, 0o700);
      const second = await startEmbeddedPostgres({ dataDir });
      expect(await query(second.url, 'SELECT value FROM kept')).to.deep.equal([1]);
      await second.stop();
      expect(await ownerOf(dataDir)).to.equal(0);

      await chmod(directory, 0o755);
      const third = Owner.spawn(dataDir, await withoutNamespaces(directory));
      expect(await query(await third.line(), 'SELECT value FROM kept')).to.deep.equal([1]);
      await third.end();
      expect(await ownerOf(dataDir)).not.to.equal(0);
    }));

  it('says what to do where nobody can run it', () =>
    inTemporaryDirectory(async (directory) => {
      const complaint = await rejection(Owner.spawn(directory, await withoutNamespaces(directory)).line());
      expect(complaint).to.include('as nobody: ').and.include('as root in a user namespace: ');
      expect(complaint).to.include('Choose a DATA_DIR and a checkout that other users can enter, or do not run as root');
    }));

  it('runs for the user to whom the place belongs', () =>
    inTemporaryDirectory(async (directory) => {
      const daemon = 1;
      await chown(directory, daemon, daemon);
      const { stop } = await startEmbeddedPostgres({ dataDir: join(directory, 'data') });
      expect(await ownerOf(join(directory, 'data'))).to.equal(daemon);
      await stop();
    }));
});

describe('embedded PostgreSQL as an ordinary user', function () {
  this.timeout(30_000);

  before(skipUnlessUsersCanChange);

  it('needs nothing but a directory of its own', () =>
    inTemporaryDirectory(async (directory) => {
      await chown(directory, ordinary, ordinary);
      const owner = Owner.spawn(directory, { uid: ordinary, gid: ordinary });
      expect(await query(await owner.line(), 'SELECT 1 AS value')).to.deep.equal([1]);
      expect(await ownerOf(directory)).to.equal(ordinary);
      await owner.end();
    }));

  it('is told whose data it cannot use', () =>
    inTemporaryDirectory(async (directory) => {
      await chmod(directory, 0o777);
      await (await startEmbeddedPostgres({ dataDir: directory })).stop();
      const complaint = await rejection(Owner.spawn(directory, { uid: ordinary, gid: ordinary }).line());
      expect(complaint).to.match(/belongs to user \d+\. Run as that user/);
    }));
});
