import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { Activity, createProcessor, inboxReceipts, LagSampler } from '../../src/index.js';
import { writeLagSample } from '../../src/postgres/lag-samples.js';
import { type Accounts, catalog, credit, message, openAccounts } from '../support/accounts.js';

const step = 60;
const start = Math.floor(Date.now() / 60_000) * 60;
const ago = (minutes: number): string => `to_timestamp(${start - minutes * 60})`;

describe('Activity', () => {
  let service: Accounts;
  let activity: Activity;

  beforeEach(async () => {
    service = await openAccounts();
    activity = new Activity(service.database, inboxReceipts);
  });
  afterEach(() => service.database.close());

  const read = (minutes = 60) => activity.read({ minutes, step });
  const run = (text: string) => service.database.query({ text });
  const handled = (at: string, age: string, tries = 1): Promise<unknown> =>
    run(`insert into eventing.inbox (source, id, handled_at, event_time, tries)
         values ('/order', gen_random_uuid(), ${at}, ${at} - interval '${age}', ${tries})`);

  it('says what was appended and handled just now, and how fast', async () => {
    await service.accounts.change('a', () => [credit(1), credit(2)]);
    await service.unitOfWork.once([{ ...message('b'), time: new Date(Date.now() - 60_000).toISOString() }], () =>
      Promise.resolve(),
    );
    const buckets = await read();
    expect(buckets).to.have.length(61);
    const busy = buckets.filter(({ events, handled: messages }) => events + messages > 0);
    expect(busy.reduce((sum, { events }) => sum + events, 0)).to.equal(2);
    const bucket = busy.find((each) => each.handled > 0);
    expect(bucket).to.include({ handled: 1, retried: 0 });
    expect(bucket?.p50Ms).to.be.closeTo(60_000, 3_000);
    expect(buckets.at(-1)?.at.getTime()).to.be.within(Date.now() - 61_000, Date.now());
  });

  it('tells the tries that a message took, and its percentiles in its own bucket', async () => {
    for (let n = 0; n < 19; n += 1) await handled(ago(10), '100 milliseconds');
    await handled(ago(10), '20 seconds', 4);
    await handled(ago(30), '1 second');
    const busy = (await read()).filter((bucket) => bucket.handled > 0);
    expect(busy.map((bucket) => [bucket.handled, bucket.retried])).to.deep.equal([
      [1, 0],
      [20, 1],
    ]);
    expect(busy[1]?.p50Ms).to.be.closeTo(100, 3);
    expect(busy[1]?.p95Ms).to.be.closeTo(100, 3);
    expect(busy[0]?.p95Ms).to.be.closeTo(1_000, 30);
  });

  it('looks back no further than it is asked to, and counts neither timers nor what happened before the inbox said when', async () => {
    await handled(ago(90), '1 second');
    await run(`insert into eventing.inbox (source, id, event_time) values ('/timers', 'fired', now())`);
    await run(`insert into eventing.inbox (source, id) values ('/order', 'of an older version')`);
    const busy = (await read()).filter((bucket) => bucket.handled > 0);
    expect(busy).to.have.length(1);
    expect(busy[0]).to.include({ handled: 1, retried: 0, p50Ms: null, p95Ms: null });
    expect((await read(120)).filter((bucket) => bucket.handled > 0)).to.have.length(2);
  });

  it('reads once what is settled, and again what may yet change', async () => {
    await handled(ago(10), '1 second');
    await read();
    await handled(ago(10), '1 second');
    await handled('now()', '1 second');
    expect((await read()).filter((bucket) => bucket.handled > 0).map((bucket) => bucket.handled)).to.deep.equal([1, 1]);
  });

  it('keeps one sample of the lag in its turn, whoever takes it', async () => {
    const lag = { pending: 3, lagSeconds: 1.5, waiting: 7 };
    const taken: number[] = [];
    const samplers = [0, 1].map(
      (n) => new LagSampler({ database: service.database, lag: () => Promise.resolve((taken.push(n), lag)) }),
    );
    for (let n = 0; n < 3; n += 1) await writeLagSample(service.database, lag);
    for (const sampler of samplers) sampler.start();
    while ((await run('select 1 from eventing.lag_samples')).length === 0) await sleep(10);
    await Promise.all(samplers.map((sampler) => sampler.drain()));
    expect(new Set(taken)).to.deep.equal(new Set([0, 1]));
    expect(await run('select pending from eventing.lag_samples')).to.have.length.at.most(2);
    expect((await read()).find(({ pending }) => pending !== null)).to.include(lag);
  });

  it('records which run of its handler a message was handled by', async () => {
    let failures = 2;
    const process = createProcessor({
      catalog,
      handlers: { 'account.credited': () => (failures-- > 0 ? Promise.reject(new Error('not yet')) : Promise.resolve()) },
      inbox: service.unitOfWork,
      policy: { immediateTries: 3, delays: [1], jitter: 0 },
    });
    const body = Buffer.from(JSON.stringify(message('a')));
    await process([{ body, rounds: 2, redelivered: false }], new AbortController().signal);
    const together = ['b', 'c'].map((id) => Buffer.from(JSON.stringify(message(id))));
    await process(
      together.map((each, rounds) => ({ body: each, rounds, redelivered: false })),
      new AbortController().signal,
    );
    expect(await run('select tries from eventing.inbox order by tries')).to.deep.equal([
      { tries: 1 },
      { tries: 4 },
      { tries: 9 },
    ]);
  });

  it('takes a message of a year that no database has', async () => {
    await service.unitOfWork.once([{ ...message('a'), time: '0000-01-01T00:00:00Z' }], () => Promise.resolve());
    expect(await run('select id from eventing.inbox')).to.have.length(1);
  });
});
