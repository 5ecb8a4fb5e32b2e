import { expect } from 'chai';
import { type Accounts, credit, openAccounts } from '../../support/accounts.js';
import { fillLog, progressOf, reaching, rebuilderOf, structure, truth } from '../../support/rebuilding.js';

describe('A rebuild', () => {
  let service: Accounts;
  const running: ReturnType<typeof rebuilderOf>[] = [];

  beforeEach(async () => {
    service = await openAccounts();
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map(({ rebuilder }) => rebuilder.drain()));
    await service.database.close();
  });

  const start = (onFold?: (folded: number) => void) => {
    const started = rebuilderOf(service, onFold);
    running.push(started);
    started.rebuilder.start();
    return started;
  };
  const tables = () =>
    service.database.query({ text: `select 1 from pg_class where relname like 'accounts%' and relkind = 'r'` });

  it('makes right what is wrong in a view, and leaves its table as it was', async () => {
    for (const id of ['a', 'b', 'c']) await service.accounts.change(id, () => [credit(1), credit(2)]);
    const { database } = service;
    for (const text of ['alter table accounts set (fillfactor = 70)', 'grant select on accounts to public'])
      await database.query({ text });
    const [right, made] = [await service.balances(), await structure(service)];
    await database.query({ text: `update accounts set balance = 99 where id = 'a'` });
    await database.query({ text: `delete from accounts where id = 'b'` });
    await database.query({ text: `insert into accounts values ('ghost', 1)` });

    const { rebuilds } = start();
    const requested = await rebuilds.request('account', 'ann');
    expect(requested).to.deep.include({ name: 'account', category: 'account', view: 'accounts' });
    expect(requested.rebuild).to.include({ requestedBy: 'ann', finishedAt: null });
    const done = await reaching(rebuilds, 'done');
    expect(done).to.include({ id: requested.rebuild?.id, eventsRead: 6, eventsTotal: 6, streams: 3, error: null });
    expect(done.startedAt?.getTime()).to.be.at.most(done.finishedAt?.getTime() ?? 0);
    expect(await service.balances()).to.deep.equal(right);
    expect(await structure(service)).to.deep.equal(made);
    expect(await tables()).to.have.length(1);
  });

  it('can be asked for again, and is not begun twice while it goes on', async () => {
    await service.accounts.change('a', () => [credit(1)]);
    const { rebuilds } = rebuilderOf(service);
    const [first, second] = [await rebuilds.request('account', 'ann'), await rebuilds.request('account', 'bob')];
    expect(second).to.deep.equal(first);
    const started = start();
    await reaching(started.rebuilds, 'done');
    const third = await started.rebuilds.request('account', 'bob');
    expect(third.rebuild?.id).not.to.equal(first.rebuild?.id);
    expect(await reaching(started.rebuilds, 'done')).to.include({ id: third.rebuild?.id, requestedBy: 'bob' });
  });

  it('knows no other names', async () => {
    const { rebuilds } = start();
    for (const act of [rebuilds.request('accounts', 'ann'), rebuilds.cancel('accounts')]) {
      const refused = await act.catch((error: unknown) => error);
      expect(refused).to.include({ kind: 'not-found', code: 'projection_not_found' });
    }
  });

  it('folds streams whole, though they are longer than what is read at once', async () => {
    await fillLog(service, 5, 900);
    for (let more = 0; more < 4; more += 1)
      await service.accounts.change('z-long', () => Array.from({ length: 700 }, () => credit(1)));
    const { rebuilds } = start();
    await rebuilds.request('account', 'ann');
    expect(await reaching(rebuilds, 'done')).to.include({ eventsRead: 7_300, streams: 6 });
    expect(await service.balances()).to.deep.equal(await truth(service));
  });

  it('fails with its reason where the log cannot be read, leaves the view alone, and can be asked for again', async () => {
    await fillLog(service, 3, 1);
    const setType = (type: string) =>
      service.database.query({
        text: `update eventing.event_log set type = $1 where stream = 'account-a-000002'`,
        values: [type],
      });
    await setType('account.forgotten');
    const { rebuilds } = start();
    await rebuilds.request('account', 'ann');
    const failed = await reaching(rebuilds, 'failed');
    expect(failed.error).to.include('the log holds "account.forgotten"');
    expect(failed.finishedAt).to.be.an.instanceOf(Date);
    expect(await service.balances()).to.deep.equal([]);
    expect(await tables()).to.have.length(1);
    await setType('account.credited');
    await rebuilds.request('account', 'ann');
    expect(await reaching(rebuilds, 'done')).to.include({ error: null });
    expect(await service.balances()).to.deep.equal(await truth(service));
  });

  it('fails before it begins where something hangs on the table that a new one would not have', async () => {
    await service.database.query({
      text: `create function nothing() returns trigger language plpgsql as $$ begin return new; end $$;
             create trigger told after insert on accounts for each row execute function nothing()`,
    });
    await service.database.query({ text: 'create view rich as select * from accounts' });
    const { rebuilds } = start();
    await rebuilds.request('account', 'ann');
    const { error } = await reaching(rebuilds, 'failed');
    expect(error).to.equal('"accounts" has what a new table would not have: trigger told, view rich');
  });

  it('fails when a migration has changed the table meanwhile', async () => {
    await fillLog(service, 2, 1);
    let migrated: Promise<unknown> | undefined;
    const text = 'alter table accounts add column name text';
    const { rebuilds } = start(() => void (migrated ??= service.database.query({ text })));
    await rebuilds.request('account', 'ann');
    const { error } = await reaching(rebuilds, 'failed', 'done');
    await migrated;
    expect(error).to.include('a migration has changed "accounts" meanwhile');
    expect(await tables()).to.have.length(1);
  });

  it('can be cancelled, and leaves the view alone', async () => {
    await fillLog(service, 2_000, 1);
    let cancelling: Promise<unknown> | undefined;
    const { rebuilds } = start((folded) => {
      if (folded === 500) cancelling = rebuilds.cancel('account');
    });
    await rebuilds.request('account', 'ann');
    const { finishedAt } = await reaching(rebuilds, 'cancelled', 'done');
    await cancelling;
    expect(finishedAt).to.be.an.instanceOf(Date);
    expect(await progressOf(rebuilds)).to.include({ status: 'cancelled' });
    expect(await service.balances()).to.deep.equal([]);
    expect(await tables()).to.have.length(1);
    const refused = await rebuilds.cancel('account').catch((error: unknown) => error);
    expect(refused).to.include({ kind: 'conflict', code: 'rebuild_not_running' });
  });
});
