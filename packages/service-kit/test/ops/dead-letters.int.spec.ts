import { expect } from 'chai';
import { startOpsService, thing } from '../support/ops-service.js';

const day = 86_400_000;

describe("The operator's routes of a service", function () {
  this.timeout(20_000);
  let service: Awaited<ReturnType<typeof startOpsService>>;

  before(async () => {
    service = await startOpsService();
  });
  afterEach(async () => {
    await service.settled();
    await service.database.query({ text: 'truncate eventing.dead_letters, eventing.operations' });
  });
  after(() => service.close());

  /** Parks an event, `daysAgo`, and resolves with it and the id of its letter. */
  const park = async (n: number, daysAgo = 0) => {
    const event = thing(n);
    await service.deliver(event);
    const failedAt = new Date(Date.now() - daysAgo * day);
    const [row] = await service.database.query<{ id: string }>({
      text: `update eventing.dead_letters set parked_at = $2, first_failed_at = $2 where event_id = $1 returning 'order.' || letter_id as id`,
      values: [event.id, failedAt],
    });
    return { event, id: row?.id ?? '' };
  };
  const idsOf = async (query = '') => (await service.call('GET', `/dead-letters${query}`)).body.data.map(({ id }) => id);
  const audit = async () =>
    (await service.call('GET', '/audit')).body.data.map(({ actor, action, letterId }) => [actor, action, letterId]);

  it('are for admins alone', async () => {
    const { id } = await park(1);
    for (const [method, path] of [
      ['GET', '/dead-letters'],
      ['GET', `/dead-letters/${id}`],
      ['POST', `/dead-letters/${id}/redrive`],
      ['DELETE', `/dead-letters/${id}`],
      ['POST', '/dead-letters/redrive'],
      ['POST', '/dead-letters/discard'],
      ['GET', '/queues'],
      ['GET', '/relay'],
      ['GET', '/timers'],
      ['GET', '/audit'],
    ] as const) {
      expect((await service.call(method, path, undefined, '')).status, `${method} ${path}`).to.equal(401);
      expect((await service.call(method, path, undefined, 'user')).status, `${method} ${path}`).to.equal(403);
    }
    expect(await idsOf()).to.deep.equal([id]);
  });

  it('refuse what they do not know', async () => {
    const { id } = await park(1);
    const status = async (...request: Parameters<typeof service.call>) => (await service.call(...request)).status;
    expect(await status('GET', '/dead-letters?color=red')).to.equal(400);
    expect(await status('GET', '/dead-letters?cursor=abc')).to.equal(400);
    expect(await status('GET', '/timers?cursor=abc')).to.equal(400);
    expect(await status('GET', '/audit?cursor=MV8x')).to.equal(400);
    expect(await status('GET', '/dead-letters/1')).to.equal(400);
    expect(await status('GET', `/dead-letters/${id.slice(0, -1)}0x`)).to.equal(400);
    const unknown = 'order.00000000-0000-4000-8000-000000000000';
    expect(await status('GET', `/dead-letters/${unknown}`)).to.equal(404);
    expect(await status('GET', `/dead-letters/${id.replace('order', 'payment')}`)).to.equal(404);
    expect(await status('DELETE', `/dead-letters/${unknown}`)).to.equal(404);
    expect(await status('POST', `/dead-letters/${unknown}/redrive`)).to.equal(404);
    expect(await status('POST', `/dead-letters/${id}/redrive`, { color: 'red' })).to.equal(400);
    expect(await status('POST', '/dead-letters/redrive', { color: 'red' })).to.equal(400);
    expect(await status('POST', '/dead-letters/redrive', { limit: 0 })).to.equal(400);
    for (const body of [{}, { limit: 5 }, { all: false }])
      expect(await status('POST', '/dead-letters/redrive', body)).to.equal(400);
    expect(await status('POST', '/dead-letters/discard', {}), 'no condition at all').to.equal(400);
    expect(await status('PUT', '/dead-letters')).to.equal(405);
    expect(await idsOf()).to.deep.equal([id]);
  });

  it('list letters page by page and by what is wrong with them', async () => {
    const letters = [await park(1, 3), await park(2, 2), await park(3, 1)].map(({ id }) => id).toReversed();
    const first = await service.call('GET', '/dead-letters?limit=2');
    expect(first.body.data.map(({ id }) => id)).to.deep.equal(letters.slice(0, 2));
    expect(first.body.data[0]).to.include({ service: 'order', type: 'thing.made', reason: 'rejected', tries: 1 });
    const second = await service.call('GET', `/dead-letters?limit=2&cursor=${first.body.nextCursor}`);
    expect(second.body.data.map(({ id }) => id)).to.deep.equal(letters.slice(2));
    expect(second.body.nextCursor).to.equal(null);
    expect(await idsOf(`?failedBefore=${new Date(Date.now() - 1.5 * day).toISOString()}`)).to.deep.equal(letters.slice(1));
    expect(await idsOf('?error=handler%20IS&type=thing.made&service=order')).to.deep.equal(letters);
    expect(await idsOf('?reason=exhausted')).to.deep.equal([]);
    expect(await idsOf('?service=payment')).to.deep.equal([]);
  });

  it('show one whole', async () => {
    const { event, id } = await park(7);
    const { status, body } = await service.call('GET', `/dead-letters/${id}`);
    expect(status).to.equal(200);
    expect(body).to.deep.include({ id, eventId: event.id, bodyEncoding: 'utf8', event });
    expect(JSON.parse(String(body['body']))).to.deep.equal(event);
    expect(body['stack']).to.match(/DomainError: the Handler is broken\n {4}at/);
  });

  it('refuse a letter that is older than the redrive window, unless forced', async () => {
    const { id } = await park(1, 15);
    const refused = await service.call('POST', `/dead-letters/${id}/redrive`);
    expect([refused.status, refused.body['code']]).to.deep.equal([409, 'redrive_window_passed']);
    expect((await service.call('POST', '/dead-letters/redrive', { all: true })).body).to.deep.equal({
      matched: 0,
      redriven: 0,
      remaining: 0,
      tooOld: 1,
    });
    expect(await audit()).to.deep.equal([]);
    expect((await service.call('POST', '/dead-letters/redrive', { all: true, force: true })).body).to.include({ redriven: 1 });
  });

  it('throw away one, or those that match, and say who did it', async () => {
    const [one, two, three] = [await park(1), await park(2), await park(3)];
    expect(await service.call('DELETE', `/dead-letters/${two.id}`)).to.deep.equal({ status: 204, body: undefined });
    const filter = { error: 'broken', service: 'order' };
    const dry = await service.call('POST', '/dead-letters/discard', { ...filter, dryRun: true });
    expect(dry.body).to.deep.equal({ matched: 2, discarded: 0, remaining: 2 });
    expect((await service.call('POST', '/dead-letters/discard', { ...filter, service: 'payment' })).body).to.include({
      matched: 0,
    });
    const some = await service.call('POST', '/dead-letters/discard', { ...filter, limit: 1 });
    expect(some.body).to.deep.equal({ matched: 2, discarded: 1, remaining: 1 });
    expect(await idsOf()).to.deep.equal([three.id]);
    expect(await audit()).to.deep.equal([
      ['ann', 'discard', one.id],
      ['ann', 'discard', two.id],
    ]);
  });

  it('tell what waits', async () => {
    await park(1);
    expect((await service.call('GET', '/queues')).body.data).to.deep.equal([
      { service: 'order', queue: 'order', role: 'events', ready: 0, consumers: 1 },
      { service: 'order', queue: 'order.retry', role: 'retry', ready: 0, consumers: 0 },
      { service: 'order', queue: 'order.dlq', role: 'dead letters', ready: 1, consumers: 0 },
    ]);
    const [relay] = (await service.call('GET', '/relay')).body.data;
    expect(relay).to.include({ service: 'order', leading: false, pending: 0 });
    const add = (key: string, due: string, rounds: number) =>
      service.database.query({
        text: `insert into eventing.timers (key, id, due, type, subject, metadata, rounds) values ($1, gen_random_uuid(), now() + $2::interval, 't', 's', '{}', $3)`,
        values: [key, due, rounds],
      });
    await Promise.all([add('a', '1 hour', 0), add('b', '-1 minute', 2), add('c', '1 day', 0)]);
    const first = await service.call('GET', '/timers?limit=2');
    const second = await service.call('GET', `/timers?limit=2&cursor=${first.body.nextCursor}`);
    expect([...first.body.data, ...second.body.data].map(({ key }) => key)).to.deep.equal(['b', 'a', 'c']);
    expect(second.body.nextCursor).to.equal(null);
    expect(first.body['totals']).to.deep.equal([
      { service: 'order', waiting: 3, overdue: 1, failing: 1, nextDue: first.body.data[0]?.['due'] },
    ]);
  });

  it('give letters back, edited too, at a rate, and say who did it', async () => {
    const [one, two, three] = [await park(1), await park(2), await park(3)];
    expect((await service.call('POST', '/dead-letters/redrive', { all: true, dryRun: true })).body).to.include({
      matched: 3,
      redriven: 0,
    });
    expect(await idsOf()).to.have.length(3);
    service.mend();

    for (const body of [{}, { ...one.event, data: { n: 'one' } }, { ...one.event, type: 'thing.lost' }]) {
      const refused = await service.call('POST', `/dead-letters/${one.id}/redrive`, { body });
      expect([refused.status, refused.body['code']]).to.deep.equal([400, 'invalid_event']);
    }
    const edited = { ...one.event, data: { n: 42 } };
    const answer = await service.call('POST', `/dead-letters/${one.id}/redrive`, { body: edited });
    expect(answer).to.deep.equal({ status: 200, body: { id: one.id, status: 'redriven' } });

    const began = performance.now();
    const some = await service.call('POST', '/dead-letters/redrive', { all: true, ratePerSecond: 1 });
    expect(some.body).to.deep.equal({ matched: 2, redriven: 1, remaining: 1, tooOld: 0 });
    expect(performance.now() - began).to.be.at.least(990);
    await service.call('POST', '/dead-letters/redrive', { all: true });

    const handled = await service.handled.count(3);
    expect(handled.map(({ id, data }) => [id, data])).to.deep.equal([
      [one.event.id, { n: 42 }],
      [two.event.id, { n: 2 }],
      [three.event.id, { n: 3 }],
    ]);
    await service.settled();
    expect(await idsOf()).to.deep.equal([]);
    expect(await audit()).to.deep.equal([
      ['ann', 'redrive', three.id],
      ['ann', 'redrive', two.id],
      ['ann', 'edit', one.id],
    ]);
  });
});
