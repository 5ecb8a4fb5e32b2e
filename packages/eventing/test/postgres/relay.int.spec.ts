import { EventEmitter, once } from 'node:events';
import { expect } from 'chai';
import pg from 'pg';
import { Relay } from '../../src/index.js';
import { type Accounts, credit, openAccounts } from '../support/accounts.js';
import { RecordingBus } from '../support/recording-bus.js';

describe('Relay', () => {
  let service: Accounts;
  const relays: Relay[] = [];
  beforeEach(async () => {
    service = await openAccounts();
  });
  afterEach(async () => {
    await Promise.all(relays.splice(0).map((relay) => relay.drain()));
    await service.database.close();
  });

  const relayTo = (bus: RecordingBus, accounts = service): Relay => {
    const relay = new Relay({ unitOfWork: accounts.unitOfWork, bus });
    relays.push(relay);
    relay.start();
    return relay;
  };
  const checkpoint = async (): Promise<number> =>
    Number(
      (await service.database.query<{ position: string }>({ text: 'select position from eventing.relay_checkpoint' }))[0]
        ?.position,
    );
  const subjects = (bus: RecordingBus) => bus.published.map(({ subject }) => subject);

  it('publishes every event as a CloudEvent, in the order of its stream', async () => {
    for (const amount of [1, 2, 3]) await service.accounts.change('a', () => [credit(amount)]);
    const bus = new RecordingBus();
    relayTo(bus);
    const events = await bus.count(3);
    expect(events.map(({ data }) => data)).to.deep.equal([{ amount: 1 }, { amount: 2 }, { amount: 3 }]);
    expect(events[0]).to.include({
      specversion: '1.0',
      source: '/account',
      type: 'account.credited',
      subject: 'a',
      actor: 'test',
    });
    expect(events.map(({ sequence }) => Number(sequence))).to.deep.equal([1, 2, 3]);
  });

  it('does not skip an event whose transaction began first and commits last', async () => {
    const bus = new RecordingBus();
    relayTo(bus);
    const slow = new pg.Client({ connectionString: service.database.url });
    await slow.connect();
    await slow.query('begin');
    await slow.query(
      `insert into eventing.event_log (stream, version, id, type, schema_version, subject, time, data, metadata, internal)
       values ('account-slow', 1, gen_random_uuid(), 'account.credited', 1, 'slow', now(), '{}', '{"source": "/account"}', false)`,
    );
    await service.accounts.change('fast', () => [credit(1)]);
    await slow.query('commit');
    await slow.end();
    await bus.count(2);
    expect(subjects(bus)).to.deep.equal(['slow', 'fast']);
  });

  it('moves its checkpoint over the confirmed prefix only, and publishes the rest again after a crash', async () => {
    const confirm = new EventEmitter();
    const stuck = new RecordingBus(async ({ subject }) => {
      if (subject === 'b') await once(confirm, 'late');
    });
    for (const id of ['a', 'b', 'c']) await service.accounts.change(id, () => [credit(1)]);
    const crashing = relayTo(stuck);
    await stuck.count(3);
    await service.accounts.change('d', () => [credit(1)]);
    await stuck.count(4);
    // The leader waits for its last confirm when its session is cut, as a crash would cut it.
    const ended = crashing.drain();
    await service.database.query({
      text: `select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = $1)`,
      values: [service.name],
    });
    const bus = new RecordingBus();
    relayTo(bus, await openReplica());
    await bus.count(3);
    expect(subjects(bus)).to.deep.equal(['b', 'c', 'd']);
    confirm.emit('late');
    await ended;
  });

  const replicas: Accounts[] = [];
  const openReplica = async (): Promise<Accounts> => {
    const replica = await openAccounts(service.name);
    replicas.push(replica);
    return replica;
  };
  after(() => Promise.all(replicas.map(({ database }) => database.close())));

  it('goes on where it was after a restore into a cluster whose transaction ids are lower', async () => {
    for (const id of ['published', 'unpublished']) await service.accounts.change(id, () => [credit(1)]);
    await service.database.query({ text: `update eventing.event_log set transaction_id = (900000000 + position)::text::xid8` });
    await service.database.query({ text: `update eventing.relay_checkpoint set transaction_id = '900000001', position = 1` });
    await service.accounts.change('new', () => [credit(1)]);
    const bus = new RecordingBus();
    relayTo(bus);
    await bus.count(2);
    expect(subjects(bus)).to.have.members(['unpublished', 'new']);
  });

  it('publishes again what the bus refused', async () => {
    let refusals = 2;
    const bus = new RecordingBus(() => (refusals-- > 0 ? Promise.reject(new Error('refused')) : Promise.resolve()));
    await service.accounts.change('a', () => [credit(1)]);
    relayTo(bus);
    await bus.count(3);
    expect(subjects(bus)).to.deep.equal(['a', 'a', 'a']);
  });

  it('publishes from one process at a time; another takes over when it ends', async () => {
    const [first, second] = [new RecordingBus(), new RecordingBus()];
    const leader = relayTo(first);
    await service.accounts.change('a', () => [credit(1)]);
    await first.count(1);
    const successor = relayTo(second, await openReplica());
    await service.accounts.change('b', () => [credit(1)]);
    await first.count(2);
    expect(await Promise.all([leader.status(), successor.status()])).to.have.nested.property('[1].leading', false);
    await leader.drain();
    await service.accounts.change('c', () => [credit(1)]);
    await second.count(1);
    expect(subjects(second)).to.deep.equal(['c']);
  });

  it('reports how much it is behind, and nothing once drained', async () => {
    await service.accounts.change('a', () => [credit(1), credit(2)]);
    const bus = new RecordingBus();
    const relay = new Relay({ unitOfWork: service.unitOfWork, bus });
    expect(await relay.status()).to.include({ leading: false, pending: 2 });
    relay.start();
    await bus.count(2);
    await relay.drain();
    expect(await relay.status()).to.include({ pending: 0, lagSeconds: 0 });
    expect(await checkpoint()).to.equal(2);
  });
});
