import { expect } from 'chai';
import { type Accounts, credit, openAccounts } from '../support/accounts.js';

describe('EventSourcedRepository', () => {
  let service: Accounts;
  let replica: Accounts;
  before(async () => {
    service = await openAccounts();
    replica = await openAccounts(service.name);
  });
  after(() => Promise.all([service.database.close(), replica.database.close()]));

  it('stores events and view together, and resolves with the new state', async () => {
    expect(await service.accounts.change('a', () => [credit(5), credit(2)])).to.equal(7);
    expect(await service.accounts.change('a', (balance) => [credit(balance)])).to.equal(14);
    expect(await service.balances()).to.deep.include({ id: 'a', balance: 14 });
    expect((await service.log()).filter(({ stream }) => stream === 'account-a').map(({ version }) => version)).to.deep.equal([
      1, 2, 3,
    ]);
  });

  it('stores nothing when nothing is decided, or when deciding fails', async () => {
    expect(await service.accounts.change('b', () => [])).to.equal(0);
    const refused = await service.accounts
      .change('b', () => {
        throw new Error('no');
      })
      .catch((error: unknown) => error);
    expect(refused).to.have.property('message', 'no');
    expect((await service.log()).some(({ stream }) => stream === 'account-b')).to.equal(false);
  });

  it('decides again when another replica was first, so that no change is lost', async () => {
    const changes = Array.from({ length: 10 }, (_, index) =>
      (index % 2 ? service : replica).accounts.change('c', (balance) => [credit(balance + 1)]),
    );
    await Promise.all(changes);
    expect(await service.balances()).to.deep.include({ id: 'c', balance: 2 ** 10 - 1 });
    const versions = (await service.log()).filter(({ stream }) => stream === 'account-c').map(({ version }) => version);
    expect(versions).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('names text that cannot be stored', async () => {
    for (const actor of ['nul\0', 'half \uD800']) {
      const error = await service.accounts.change('d', () => [{ ...credit(1), actor }]).catch((thrown: unknown) => thrown);
      expect(error, actor).to.include({ kind: 'invalid', code: 'unstorable_text' });
    }
  });

  it('lets a stream that cannot be read harm only whoever asked for it', async () => {
    await service.database.query({
      text: `insert into eventing.event_log (stream, version, id, type, schema_version, subject, time, data, metadata, internal)
             values ('account-odd', 1, gen_random_uuid(), 'account.unheard-of', 1, 'odd', now(), '{}', '{}', false)`,
    });
    const outcomes = await Promise.allSettled(
      ['odd', 'e', 'nul\0', 'f'].map((id) => service.accounts.change(id, () => [credit(3)])),
    );
    expect(outcomes.map(({ status }) => status)).to.deep.equal(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
  });
});
