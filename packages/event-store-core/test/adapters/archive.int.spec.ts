import { InProcessEventBus, type Processor, Relay } from '@ordermill/eventing';
import { Arrivals, InMemoryParking } from '@ordermill/eventing/testing';
import { mostLevels } from '@ordermill/kernel';
import { expect } from 'chai';
import { anEvent, everything, type OpenArchive, openArchive, subject } from '../support/archives.js';

describe('The archive', () => {
  let opened: OpenArchive;

  beforeEach(async () => {
    opened = await openArchive();
  });
  afterEach(() => opened.database.close());

  const idsOf = async (query: object = {}): Promise<readonly string[]> =>
    (await opened.archive.page({ ...everything, ...query })).data.map(({ id }) => id);

  it('keeps an event once, however often it comes, and as it came', async () => {
    const data = { text: '\u0000 \ud800', list: [1, null] };
    const odd = { ...anEvent('odd', { type: 'till.opened', source: '/till', data }), partnerid: 7 };
    await opened.inbox.once([anEvent('a'), odd, anEvent('a')]);
    await opened.inbox.once([odd, anEvent('b'), anEvent('a', { source: '/till' })]);
    const page = await opened.archive.page(everything);
    expect(page.data.map(({ position: _position, ...event }) => event)).to.deep.equal([
      anEvent('a'),
      odd,
      anEvent('b'),
      anEvent('a', { source: '/till' }),
    ]);
    expect(page.nextAfter).to.equal(null);
  });

  it('keeps the year that PostgreSQL has not', async () => {
    await opened.inbox.once([anEvent('zero', { time: '0000-01-01T00:00:00Z' })]);
    expect((await opened.archive.page(everything)).data[0]).to.include({ time: '0000-01-01T00:00:00Z' });
  });

  it('keeps what is nested as deep as an event may be', async () => {
    const data: unknown = JSON.parse('['.repeat(mostLevels - 1) + ']'.repeat(mostLevels - 1));
    await opened.inbox.once([anEvent('deep', { data })]);
    expect((await opened.archive.page(everything)).data[0]).to.deep.include({ id: 'deep', data });
  });

  it('pages by position, by subject, type and time, and by all of them', async () => {
    const events = Array.from({ length: 20 }, (_, index) =>
      anEvent(`e${index}`, {
        subject: index % 2 ? subject : 'another',
        type: index % 3 ? 'order.sent' : 'order.confirmed',
        time: `2026-11-${String(index + 1).padStart(2, '0')}T00:00:00Z`,
      }),
    );
    await opened.inbox.once(events);
    const first = await opened.archive.page({ after: 0, limit: 15 });
    const second = await opened.archive.page({ after: first.nextAfter ?? 0, limit: 15 });
    expect([...first.data, ...second.data].map(({ id }) => id)).to.deep.equal(events.map(({ id }) => id));
    expect([first.data.at(-1)?.position === first.nextAfter, second.nextAfter]).to.deep.equal([true, null]);
    expect(await idsOf({ subject, type: 'order.confirmed' })).to.deep.equal(['e3', 'e9', 'e15']);
    expect(await idsOf({ subject, limit: 2 })).to.deep.equal(['e1', 'e3']);
    expect(await idsOf({ type: 'order.confirmed', timeFrom: '2026-11-10', timeTo: '2026-11-16T00:00:00Z' })).to.deep.equal([
      'e9',
      'e12',
    ]);
    expect(await idsOf({ after: (await opened.archive.head()) - 1 })).to.deep.equal(['e19']);
    expect(await idsOf({ subject: 'nobody' })).to.deep.equal([]);
  });

  it('shows whoever follows it by position every event of several writers', async () => {
    const replicas = [opened, ...(await Promise.all([openArchive(opened.name), openArchive(opened.name)]))];
    const batches = 60;
    const writing = Promise.all(
      replicas.flatMap((replica, writer) =>
        [0, 1].map(async (half) => {
          for (let batch = 0; batch < batches; batch += 1)
            await replica.inbox.once(
              Array.from({ length: 1 + (batch % 7) }, (_, index) => anEvent(`${writer} ${half} ${batch} ${index}`)),
            );
        }),
      ),
    ).then(() => true);
    const seen: string[] = [];
    let after = 0;
    for (let over = false; ;) {
      const { data } = await opened.archive.page({ after, limit: 50 });
      seen.push(...data.map(({ id }) => id));
      after = data.at(-1)?.position ?? after;
      if (data.length === 0 && over) break;
      over = await Promise.race([writing, Promise.resolve(over)]);
    }
    for (const { database } of replicas.slice(1)) await database.close();
    const all = (await opened.database.query<{ id: string }>({ text: 'select id from archive order by position' })).map(
      ({ id }) => id,
    );
    expect(all)
      .to.have.length(new Set(all).size)
      .and.to.be.greaterThan(batches * 6);
    expect(seen).to.deep.equal(all);
  });

  it('appends an event and has it published, in one transaction, once', async () => {
    const event = anEvent('posted by hand', { source: '/till', actor: 'admin' });
    const outcomes = await Promise.all([1, 2, 3].map(() => opened.archive.append(event)));
    expect(outcomes.filter(({ isNew }) => isNew)).to.have.length(1);
    expect(new Set(outcomes.map((outcome) => JSON.stringify(outcome.event)))).to.have.property('size', 1);
    const bus = new InProcessEventBus(new InMemoryParking());
    const published = new Arrivals<unknown>();
    const process: Processor = (messages) => {
      for (const { body } of messages) published.add(JSON.parse(Buffer.from(body).toString()));
      return Promise.resolve(messages.map(() => ({ type: 'done' })));
    };
    await bus.subscribe({ service: 'listener', patterns: ['#'], process, batchSize: 1 });
    const relay = new Relay({ unitOfWork: opened.unitOfWork, bus });
    relay.start();
    const [heard] = await published.count(1);
    await relay.drain();
    await bus.close();
    const [archived] = (await opened.archive.page(everything)).data;
    expect({ position: archived?.position, ...Object(heard) }).to.deep.equal(archived);
    expect(await opened.database.query({ text: 'select id from eventing.event_log' })).to.have.length(1);
  });

  it('knows an event that came over the bus before it was posted, and the other way round', async () => {
    await opened.inbox.once([anEvent('bus')]);
    expect((await opened.archive.append(anEvent('bus'))).isNew).to.equal(false);
    await opened.archive.append(anEvent('post'));
    await opened.inbox.once([anEvent('post', { sequence: '0000000001' }), anEvent('more')]);
    expect(await idsOf()).to.deep.equal(['bus', 'post', 'more']);
    const logged = await opened.database.query({ text: 'select id from eventing.event_log' });
    expect(logged).to.deep.equal([{ id: 'post' }]);
  });
});
