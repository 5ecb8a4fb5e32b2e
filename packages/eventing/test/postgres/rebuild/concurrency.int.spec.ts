import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import pg from 'pg';
import { type Accounts, credit, openAccounts } from '../../support/accounts.js';
import { fillLog, progressOf, reaching, rebuilderOf, truth } from '../../support/rebuilding.js';

const program = fileURLToPath(new URL('../../support/rebuilding-program.js', import.meta.url));

describe('A rebuild among others', function () {
  this.timeout(30_000);
  let service: Accounts;
  let replica: Accounts;
  let child: ChildProcess | undefined;
  const running: ReturnType<typeof rebuilderOf>[] = [];

  beforeEach(async () => {
    service = await openAccounts();
    replica = await openAccounts(service.name);
  });
  afterEach(async () => {
    child?.kill('SIGKILL');
    await Promise.all(running.splice(0).map(({ rebuilder }) => rebuilder.drain()));
    await Promise.all([service.database.close(), replica.database.close()]);
  });

  const start = (on: Accounts, onFold?: (folded: number) => void) => {
    const started = rebuilderOf(on, onFold);
    running.push(started);
    started.rebuilder.start();
    return started;
  };
  const expectTrue = async () => expect(await service.balances()).to.deep.equal(await truth(service));

  it('neither loses nor repeats what is written meanwhile, and no reader misses what it has seen', async () => {
    await fillLog(service, 3_000, 2);
    const { rebuilds, errors } = start(replica);
    await rebuilds.request('account', 'ann');
    await reaching(rebuilds, 'done');

    const over = new AbortController();
    let written = 0;
    let slowest = 0;
    const timed = async <T>(work: () => Promise<T>): Promise<T> => {
      const began = performance.now();
      const result = await work();
      slowest = Math.max(slowest, performance.now() - began);
      return result;
    };
    const writers = Array.from({ length: 6 }, async (_, writer) => {
      const { accounts } = writer % 2 ? service : replica;
      for (let n = 0; !over.signal.aborted; n += 1, written += 1) {
        const id = n % 3 === 0 ? `b-${writer}-${n}` : `a-${String(((writer * 7_919 + n * 13) % 3_000) + 1).padStart(6, '0')}`;
        await timed(() => accounts.change(id, () => [credit(1)]));
      }
    });
    const readers = Array.from({ length: 2 }, async (_, reader) => {
      const id = `watched-${reader}`;
      for (let balance = 1; !over.signal.aborted; balance += 1) {
        await timed(() => service.accounts.change(id, () => [credit(1)]));
        const text = 'select balance from accounts where id = $1';
        const query = { text, values: [id], ...(reader ? { name: 'read-balance' } : {}) };
        const [row] = await timed(() => service.database.query<{ balance: number }>(query));
        expect(row, `balance ${balance}`).to.deep.equal({ balance });
      }
    });
    const rebuildings = async (): Promise<void> => {
      for (let round = 0; round < 5; round += 1) {
        await rebuilds.request('account', 'ann');
        expect(await reaching(rebuilds, 'done', 'failed')).to.include({ status: 'done', error: null });
      }
    };
    await Promise.race([Promise.all([...writers, ...readers]), rebuildings()]);
    over.abort();
    await Promise.all([...writers, ...readers]);
    expect(written).to.be.above(100);
    expect(slowest).to.be.below(2_000);
    expect(errors).to.deep.equal([]);
    await expectTrue();
  });

  it('waits for who holds the view without keeping others from it, and then has what was committed last', async () => {
    await fillLog(service, 10, 1);
    const holder = new pg.Client({ connectionString: service.database.url });
    await holder.connect();
    try {
      await holder.query('begin');
      await holder.query(`insert into eventing.event_log (stream, version, id, type, schema_version, subject, time, data, metadata, internal)
        select 'account-late', 1, gen_random_uuid(), type, 1, 'x', now(), data, metadata, false from eventing.event_log limit 1`);
      await holder.query(`insert into accounts values ('late', 1)`);
      const { rebuilds } = start(service);
      await rebuilds.request('account', 'ann');
      await reaching(rebuilds, 'swapping');
      for (let n = 0; n < 5; n += 1) {
        const began = performance.now();
        await service.accounts.change(`later-${n}`, () => [credit(1)]);
        await service.balances();
        expect(performance.now() - began).to.be.below(1_000);
      }
      expect(await progressOf(rebuilds)).to.include({ status: 'swapping' });
      await holder.query('commit');
      expect(await reaching(rebuilds, 'done')).to.include({ eventsRead: 16 });
    } finally {
      await holder.end();
    }
    await expectTrue();
  });

  /** What only a table that was gone on with has. */
  const mark = () => service.database.query({ text: `insert into accounts_rebuild values ('mark', 1)` });
  const balancesWithMark = async () => [...(await truth(service)), { id: 'mark', balance: 1 }];

  it('goes on where a process was killed', async () => {
    await fillLog(service, 5_000, 1);
    const { rebuilds } = rebuilderOf(service);
    await rebuilds.request('account', 'ann');
    const env = { ...process.env, DATABASE_NAME: service.name, KILL_AFTER: '2500' };
    child = spawn(process.execPath, ['--enable-source-maps', program], { env, stdio: 'inherit' });
    expect(await once(child, 'exit')).to.deep.equal([null, 'SIGKILL']);
    const left = await progressOf(rebuilds);
    expect(left?.status).to.equal('building');
    expect(left?.eventsRead).to.be.within(1_000, 2_500);
    await service.accounts.change('a-000001', () => [credit(1)]);
    await mark();
    let folded = 0;
    start(replica, (before) => (folded = before + 1));
    expect(await reaching(rebuilds, 'done')).to.deep.include({ startedAt: left?.startedAt, eventsRead: 5_002, streams: 5_001 });
    expect(folded).to.equal(5_001 - (left?.streams ?? 0));
    expect(await service.balances()).to.deep.equal(await balancesWithMark());
  });

  it('is carried out by one replica, and by the other when that is stopped', async () => {
    await fillLog(service, 5_000, 1);
    const folds = { first: 0, second: 0 };
    let stopped: Promise<void> | undefined;
    const first = start(service, () => {
      folds.first += 1;
      if (folds.first === 2_500) stopped = first.rebuilder.drain();
    });
    const { rebuilds } = first;
    await rebuilds.request('account', 'ann');
    await reaching(rebuilds, 'building');
    const second = start(replica, () => void (folds.second += 1));
    expect(await reaching(rebuilds, 'done')).to.include({ eventsRead: 5_000, streams: 5_000 });
    await stopped;
    expect(folds.second).to.be.within(2_500, 4_000);
    expect([...first.errors, ...second.errors]).to.deep.equal([]);
    await expectTrue();
  });

  it('begins anew where what was built fits no more', async () => {
    await fillLog(service, 3_000, 1);
    const first = start(service, (folded) => {
      if (folded === 1_500) void first.rebuilder.drain();
    });
    await first.rebuilds.request('account', 'ann');
    await reaching(first.rebuilds, 'building');
    await first.rebuilder.drain();
    await service.database.query({ text: 'drop table accounts_rebuild' });
    start(replica);
    expect(await reaching(first.rebuilds, 'done')).to.include({ eventsRead: 3_000 });
    await expectTrue();
  });
});
