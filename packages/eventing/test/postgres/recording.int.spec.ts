import { expect } from 'chai';
import { type CloudEvent, dataSchemaOf, readEvents, Relay } from '../../src/index.js';
import { type Accounts, catalog, credit, openAccounts } from '../support/accounts.js';
import { RecordingBus } from '../support/recording-bus.js';

const paid: CloudEvent = {
  specversion: '1.0',
  id: 'partner/2024#0017',
  source: '/partner/north',
  type: 'partner.paid',
  subject: 'a',
  time: '2024-02-29T12:00:00.123Z',
  datacontenttype: 'application/json',
  dataschema: dataSchemaOf('partner.paid', 1),
  data: { euros: 1.99 },
  correlationid: 'flow of the partner',
  causationid: 'an order of theirs',
  sequence: '17',
  actor: 'a partner',
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
};

describe('An event from elsewhere', () => {
  let service: Accounts;
  beforeEach(async () => {
    service = await openAccounts();
  });
  afterEach(() => service.database.close());

  const record = ({ unitOfWork }: Accounts, event: CloudEvent, internal: boolean, name = 'partner-a') =>
    unitOfWork.run(async (unit) => unitOfWork.record(unit, await unitOfWork.stream(unit, name), event, { internal }));

  const published = async (count: number): Promise<readonly CloudEvent[]> => {
    const bus = new RecordingBus();
    const relay = new Relay({ unitOfWork: service.unitOfWork, bus });
    relay.start();
    try {
      return await bus.count(count);
    } finally {
      await relay.drain();
    }
  };

  it('is published as what it was, but for its place in the stream here', async () => {
    const { actor: _, causationid: __, traceparent: ___, ...silent } = { ...paid, id: 'x'.repeat(255) };
    await record(service, paid, false);
    await record(service, silent, false);
    expect(await published(2)).to.deep.equal([
      { ...paid, sequence: '0000000001' },
      { ...silent, sequence: '0000000002' },
    ]);
  });

  it('stays in the log where it is internal, and lets what follows be published', async () => {
    await record(service, paid, true);
    await service.accounts.change('b', () => [credit(1)]);
    expect((await published(1)).map(({ subject }) => subject)).to.deep.equal(['b']);
    expect((await service.log())[0]).to.deep.include({ stream: 'partner-a', version: 1, id: paid.id });
  });

  it('keeps the number that it had at its source', async () => {
    await record(service, paid, true);
    expect((await service.log())[0]?.metadata).to.include({ sequence: '17' });
  });

  it('is stored in its version and read in the newest, by the unit that records it and by later ones', async () => {
    const { unitOfWork, database } = service;
    const { actor: _, ...silent } = paid;
    const nobodys = { ...silent, id: 'another' };
    const read = () => unitOfWork.run(async (unit) => [...(await unitOfWork.stream(unit, 'partner-a')).events]);
    const atOnce = await unitOfWork.run(async (unit) => {
      const stream = await unitOfWork.stream(unit, 'partner-a');
      for (const event of [paid, nobodys]) unitOfWork.record(unit, stream, event, { internal: true });
      return [...stream.events];
    });
    const expected = { type: 'partner.paid', time: paid.time, data: { cents: 199 } };
    expect(atOnce).to.deep.equal([
      { ...expected, actor: 'a partner' },
      { ...expected, actor: '/partner/north' },
    ]);
    expect(await read()).to.deep.equal(atOnce);
    const stored = await database.query({ text: 'select schema_version, data from eventing.event_log limit 1' });
    expect(stored).to.deep.equal([{ schema_version: 1, data: { euros: 1.99 } }]);
  });

  it('gets a place of its own in the stream when replicas record at once', async () => {
    const replica = await openAccounts(service.name);
    try {
      const ids = Array.from({ length: 8 }, (_, index) => `id-${index}`);
      await Promise.all(ids.map((id, index) => record(index % 2 ? service : replica, { ...paid, id }, true)));
      const log = await service.log();
      expect(log.map(({ version }) => version)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8]);
      expect(log.map(({ id }) => id)).to.have.members(ids);
    } finally {
      await replica.database.close();
    }
  });

  it('is refused when the catalog does not know it, or not in its version', async () => {
    const refusal = (event: CloudEvent) => record(service, event, true).catch((error: unknown) => error);
    expect(await refusal({ ...paid, type: 'partner.unheard-of' })).to.be.instanceOf(TypeError);
    expect(await refusal({ ...paid, dataschema: dataSchemaOf('partner.paid', 3) })).to.be.instanceOf(RangeError);
    expect(await service.log()).to.deep.equal([]);
  });

  it('does not make the relay look late, however old it is', async () => {
    await record(service, paid, false);
    const relay = new Relay({ unitOfWork: service.unitOfWork, bus: new RecordingBus() });
    const { pending, lagSeconds } = await relay.status();
    expect(pending).to.equal(1);
    expect(lagSeconds).to.be.lessThan(60);
  });

  it('gets a UUID that follows from its id when the schema goes back, while other ids stay', async () => {
    await record(service, paid, true);
    await service.accounts.change('b', () => [credit(1)]);
    const [, own] = await service.log();
    const text = `select 1 from information_schema.columns where table_name = 'event_log' and column_name = 'id' and data_type = 'text'`;
    while ((await service.database.query({ text })).length > 0) await service.database.revert();
    const [foreign, kept] = await service.log();
    expect(foreign?.id).to.match(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/);
    expect(kept).to.deep.equal(own);
    await service.database.migrate();
    expect((await service.log())[1]).to.deep.equal(own);
  });

  it('is read among others as its source stated it, in the newest version, and in the order of the log', async () => {
    await record(service, paid, true);
    await service.accounts.change('a', () => [credit(1), credit(2)]);
    await record(service, { ...paid, id: 'later' }, true);
    const streams = ['account-a', 'partner-a'];
    const [foreign, first, ...others] = await readEvents(service.database, catalog, streams, 10);
    expect(foreign).to.deep.equal({ ...paid, dataschema: dataSchemaOf('partner.paid', 2), data: { cents: 199 } });
    expect(first).to.include({ source: '/account', type: 'account.credited', sequence: '0000000001' });
    expect(others.map(({ id }) => id))
      .to.include('later')
      .and.to.have.length(2);
    expect(await readEvents(service.database, catalog, streams, 2)).to.deep.equal([foreign, first]);
  });

  it('is not among what is read where the catalog calls it internal', async () => {
    await record(service, paid, true);
    await service.accounts.change('a', () => [credit(1)]);
    const credited = catalog['account.credited'];
    if (!credited) throw new Error('the catalog has lost an event');
    const secretive = { ...catalog, 'account.credited': { ...credited, internal: true as const } };
    const read = await readEvents(service.database, secretive, ['account-a', 'partner-a'], 10);
    expect(read.map(({ type }) => type)).to.deep.equal(['partner.paid']);
  });
});
