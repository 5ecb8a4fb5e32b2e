import { expect } from 'chai';
import type { CloudEvent } from '../../src/index.js';
import { type Accounts, credit, message, openAccounts } from '../support/accounts.js';

describe('PostgresUnitOfWork', () => {
  let service: Accounts;
  let replica: Accounts;
  beforeEach(async () => {
    service = await openAccounts();
    replica = await openAccounts(service.name);
  });
  afterEach(() => Promise.all([service.database.close(), replica.database.close()]));

  const creditingOne =
    ({ accounts }: Accounts) =>
    ({ subject }: { subject: string }) =>
      accounts.change(subject, () => [credit(1)]);

  it('handles a message once: within a batch, across batches, and across replicas at the same time', async () => {
    const twice = message('a', 'same');
    await service.unitOfWork.once([twice, twice, message('b')], creditingOne(service));
    await service.unitOfWork.once([twice], creditingOne(service));
    const raced = message('c');
    await Promise.all([service, replica, service, replica].map((each) => each.unitOfWork.once([raced], creditingOne(each))));
    expect(await service.balances()).to.deep.equal(['a', 'b', 'c'].map((id) => ({ id, balance: 1 })));
  });

  it('tells messages of the same id from different sources apart', async () => {
    await service.unitOfWork.once([message('a', '1'), { ...message('a', '1'), source: '/third' }], creditingOne(service));
    expect(await service.balances()).to.deep.equal([{ id: 'a', balance: 2 }]);
  });

  it('does nothing at all when one handler of a batch fails, so that every message can come again', async () => {
    const batch = [message('a'), message('b')];
    const failing = ({ subject }: { subject: string }) =>
      subject === 'b' ? Promise.reject(new Error('no')) : service.accounts.change(subject, () => [credit(1)]);
    expect(await service.unitOfWork.once(batch, failing).catch((error: unknown) => error)).to.have.property('message', 'no');
    expect(await service.balances()).to.deep.equal([]);
    await service.unitOfWork.once(batch, creditingOne(service));
    expect(await service.balances()).to.have.length(2);
  });

  it('does not deadlock when replicas handle the same messages in different orders', async () => {
    for (let round = 0; round < 20; round += 1) {
      const batch = Array.from({ length: 20 }, (_, index) => message(`${round}-${index}`));
      const handle = (each: Accounts, messages: CloudEvent[]) => each.unitOfWork.once(messages, creditingOne(each));
      await Promise.all([
        handle(service, batch),
        handle(replica, batch.toReversed()),
        handle(service, batch.toReversed()),
        handle(replica, batch),
      ]);
    }
    const balances = await service.balances();
    expect(balances).to.have.length(400);
    expect(new Set(balances.map(({ balance }) => balance))).to.deep.equal(new Set([1]));
    const { name } = service;
    await Promise.all([service.database.close(), replica.database.close()]); // sessions count their deadlocks when they end
    service = await openAccounts();
    replica = await openAccounts();
    const [row] = await service.database.query<{ deadlocks: string }>({
      text: 'select deadlocks from pg_stat_database where datname = $1',
      values: [name],
    });
    expect(row?.deadlocks).to.equal('0');
  });

  it('runs messages of one subject in order and sees the changes of those before', async () => {
    const seen: number[] = [];
    const batch = Array.from({ length: 5 }, () => message('a'));
    await service.unitOfWork.once(batch, ({ subject }) =>
      service.accounts.change(subject, (balance) => {
        seen.push(balance);
        return [credit(1)];
      }),
    );
    expect(seen).to.deep.equal([0, 1, 2, 3, 4]);
  });

  it('publishes the events of one unit in the order of their appending', async () => {
    await service.unitOfWork.run(async () => {
      for (const id of ['b', 'a', 'c']) await service.accounts.change(id, () => [credit(1)]);
    });
    expect((await service.log()).map(({ stream }) => stream)).to.deep.equal(['account-b', 'account-a', 'account-c']);
  });

  it('says of each event which flow it belongs to and what caused it', async () => {
    const cause = message('a');
    await service.unitOfWork.once([cause], creditingOne(service));
    await service.accounts.change('a', () => [credit(1)]);
    await service.accounts.change('b', () => [credit(1)]);
    const [caused, later, uncaused] = (await service.log()).map(({ metadata }) => metadata);
    expect(caused).to.include({ correlationid: 'flow-of-a', causationid: cause.id, source: '/account', actor: 'test' });
    expect(later).to.include({ correlationid: 'flow-of-a' });
    expect(uncaused).to.not.have.property('causationid');
    expect(uncaused?.['correlationid']).to.be.a('string').and.not.equal('flow-of-a');
  });

  it('rejects with `store_unavailable` while its connections are cut, does nothing, and works again afterwards', async () => {
    const terminate = `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()`;
    let failures = 0;
    for (let round = 0; round < 5; round += 1) {
      const changes = Promise.allSettled(['a', 'b', 'c'].map((id) => service.accounts.change(id, () => [credit(1)])));
      await replica.database.query({ text: terminate, values: [service.name] });
      for (const change of await changes)
        if (change.status === 'rejected') {
          failures += 1;
          expect(change.reason).to.include({ kind: 'unavailable', code: 'store_unavailable' });
        }
    }
    expect(failures).to.be.greaterThan(0);
    const before = (await replica.balances()).find(({ id }) => id === 'a')?.balance ?? 0;
    expect(await replica.accounts.change('a', () => [credit(1)])).to.equal(before + 1);
  });
});
