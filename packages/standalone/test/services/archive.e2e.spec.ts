import { randomUUID } from 'node:crypto';
import { catalog, type EventPage, type ReplayResponse } from '@ordermill/contracts';
import { expect } from 'chai';
import type pg from 'pg';
import { skipWithoutBroker } from '../support/broker.js';
import { cleanUp } from '../support/clean-up.js';
import { type Client, eventually } from '../support/client.js';
import { type DistributedMill, startMill } from '../support/distributed-mill.js';
import { deliveredWithVoucher, expectDelivered, withDatabase } from '../support/histories.js';

interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
}

const lifecycle = Object.values(deliveredWithVoucher).flat();

describe('The archive', function () {
  this.timeout(60_000);
  let mill: DistributedMill;

  before(async function () {
    skipWithoutBroker(this);
    mill = await startMill();
  });
  after(cleanUp);

  const read = async <Body>(client: Client, path: string, options: RequestInit = {}): Promise<Answer<Body>> => {
    const answer = await client.call(`/api/events${path}`, options);
    return { status: answer.status, body: (await answer.json()) as Body };
  };
  const post = <Body>(path: string, body: object): Promise<Answer<Body>> =>
    read<Body>(mill.admin, path, { method: 'POST', body: JSON.stringify(body) });
  const archived = async (query: string): Promise<EventPage> => (await read<EventPage>(mill.admin, query)).body;
  const replayOf = async (id: string): Promise<ReplayResponse> => (await read<ReplayResponse>(mill.admin, `/replays/${id}`)).body;
  const ended = (id: string) =>
    eventually(
      () => replayOf(id),
      ({ status }) => status === 'done',
    );
  const faultsOf = (body: unknown): readonly string[] =>
    (body as { errors?: readonly { path: string }[] }).errors?.map(({ path }) => path) ?? [];

  it('has everything of an order once, oldest first, for admins alone', async () => {
    const { id } = await mill.client.place({ amount: 207, description: 'test' });
    await mill.client.reaching(id);
    const { data } = await eventually(
      () => archived(`?subject=${id}`),
      (page) => page.data.length >= lifecycle.length,
    );
    expect(data.map(({ type }) => type)).to.have.members(lifecycle);
    expect(data.map(({ position }) => position)).to.deep.equal(data.map(({ position }) => position).toSorted((a, b) => a - b));
    expect((await archived(`?subject=${id}&type=order.sent`)).data.map(({ type }) => type)).to.deep.equal(['order.sent']);
    const { body } = await read(mill.client, '');
    expect(body).to.include({ status: 403, code: 'forbidden' });
    expect((await fetch(`${mill.url}/api/events`)).status).to.equal(401);
  });

  for (const [query, field] of [
    ['?limit=0', 'limit'],
    ['?limit=1001', 'limit'],
    ['?after=-1', 'after'],
    ['?after=x', 'after'],
    ['?timeFrom=yesterday', 'timeFrom'],
    ['?color=red', 'color'],
    ['/replays?limit=x', 'limit'],
    ['/replays/7', 'id'],
  ] as const)
    it(`says what is wrong with GET /api/events${query}`, async () => {
      const { status, body } = await read(mill.admin, query);
      expect([status, faultsOf(body)]).to.deep.equal([400, [field]]);
    });

  it('takes an event from outside: stores it, has it handled, and takes it once', async () => {
    const { id: subject } = await mill.client.place({ amount: 207, description: 'cash', paymentMode: 'manual' });
    const event = {
      specversion: '1.0',
      id: `till 7/${randomUUID()}`,
      source: '/till',
      type: 'payment.confirmed',
      subject,
      data: { userId: 'demo', amount: '207.00', currency: 'EUR', decision: { policy: 'cash', reason: 'paid', seed: null } },
    };
    const first = await post<object>('', event);
    expect(first.status).to.equal(201);
    expect(first.body).to.deep.include({ id: event.id, source: '/till', actor: 'admin', correlationid: event.id });
    await expectDelivered(mill, [subject]);
    expect(await (await mill.client.call(`/api/payments/${subject}`)).json()).to.include({
      status: 'confirmed',
      policy: 'elsewhere',
    });
    const creditCardDetails = { number: '4242424242424242', cvt: '123', expiry: '12/2040' };
    const byCard = { method: 'POST', body: JSON.stringify({ creditCardDetails }) };
    expect((await mill.client.call(`/api/payments/pay/${subject}`, byCard)).status).to.equal(409);
    expect(await post('', event)).to.deep.equal({ ...first, status: 200 });
    expect(await post('', first.body)).to.deep.equal({ ...first, status: 200 });
    const other = await post('', { ...event, data: { ...event.data, amount: '1.00' } });
    expect(other.body).to.include({ status: 409, code: 'event_id_taken' });
    const page = await archived(`?subject=${subject}&type=payment.confirmed`);
    expect(page.data[0]).to.deep.equal({ ...first.body, position: page.data[0]?.position });
    expect(page.data.map(({ source }) => source)).to.deep.equal(['/till', '/payment']);
  });

  it('publishes what it has answered 201 for, though it is killed at once', async () => {
    const { id: subject } = await mill.client.place({ amount: 207, description: 'cash', paymentMode: 'manual' });
    const event = {
      specversion: '1.0',
      id: `till 8/${randomUUID()}`,
      source: '/till',
      type: 'payment.confirmed',
      subject,
      data: { userId: 'demo', amount: '207.00', currency: 'EUR', decision: { policy: 'cash', reason: 'paid', seed: null } },
    };
    await withDatabase(mill.databaseUrl, 'event-store', async (client) => {
      // No relay passes a transaction that writes.
      await client.query('begin');
      await client.query('select pg_current_xact_id()');
      expect((await post('', event)).status).to.equal(201);
      await mill.kill('event-store');
      await client.query('rollback');
    });
    expect(await mill.client.call(`/api/orders/${subject}/status`).then((answer) => answer.json())).to.include({
      status: 'created',
    });
    await mill.replace('event-store');
    await expectDelivered(mill, [subject]);
  });

  const invalid = {
    type: { type: 'payment.lost' },
    subject: { subject: 'order 7' },
    'data.amount': { data: { userId: 'demo', amount: -1, currency: 'EUR' } },
    dataschema: { dataschema: 'https://ordermill.dev/schemas/order.confirmed/v9' },
    id: { id: '' },
    time: { time: 'now' },
    color: { color: 'red' },
  };
  for (const [field, but] of Object.entries(invalid))
    it(`refuses an event with a wrong ${field}, and says so`, async () => {
      const data = { userId: 'demo', amount: '1.00', currency: 'EUR' };
      const event = { specversion: '1.0', id: field, source: '/x', type: 'order.confirmed', subject: randomUUID(), data, ...but };
      const { status, body } = await post('', event);
      expect([status, faultsOf(body)]).to.deep.equal([400, [field]]);
      expect((await archived(`?subject=${event.subject}`)).data).to.deep.equal([]);
    });

  const wrong = {
    service: { service: 'event-store' },
    'types.0': { service: 'voucher', types: ['payment.confirmed'] },
    types: { service: 'voucher', types: [] },
    from: { service: 'voucher', from: -1 },
    to: { service: 'voucher', from: 7, to: 6 },
    all: { service: 'voucher', all: true },
  };
  for (const [field, body] of Object.entries(wrong))
    it(`starts no replay with a wrong ${field}, and says so`, async () => {
      const answer = await post('/replays', body);
      expect([answer.status, faultsOf(answer.body)]).to.deep.equal([400, [field]]);
    });

  it('shows a service that is deployed today all that it would have handled', async () => {
    const placed = await Promise.all(Array.from({ length: 20 }, () => mill.client.place({ amount: 207, description: 'test' })));
    const ids = placed.map(({ id }) => id);
    await expectDelivered(mill, ids);
    await mill.kill('voucher');
    await withDatabase(mill.databaseUrl, 'order', (client: pg.Client) => client.query('drop database ordermill_voucher'));
    await mill.replace('voucher');
    const { status, body } = await post<ReplayResponse>('/replays', { service: 'voucher' });
    const types = Object.values(catalog).flatMap(({ type, consumers }) =>
      consumers.some((name) => name === 'voucher') ? [type] : [],
    );
    expect(status).to.equal(202);
    expect(body).to.deep.include({ status: 'waiting', sent: 0, types });
    await ended(body.id);
    await expectDelivered(mill, ids);
  });

  describe('with a long replay', () => {
    const count = 1_000;

    /** Orders that were cancelled before anybody here heard of them. */
    const fillArchive = () =>
      withDatabase(mill.databaseUrl, 'event-store', (client) =>
        client.query(
          `insert into archive (id, source, type, subject, time, event)
           select id, '/order', 'order.cancelled', subject, now(), json_build_object('specversion', '1.0', 'id', id, 'source', '/order',
             'type', 'order.cancelled', 'subject', subject, 'time', '2026-01-01T00:00:00Z',
             'dataschema', 'https://ordermill.dev/schemas/order.cancelled/v2', 'correlationid', id, 'sequence', '0000000002', 'data',
             json_build_object('userId', 'demo', 'amount', '1.00', 'currency', 'EUR', 'discount', '0.00', 'reason', 'cancelled_by_user'))
           from (select gen_random_uuid() as id, gen_random_uuid()::text as subject from generate_series(1, ${count})) as made`,
        ),
      );
    const start = async () => (await post<ReplayResponse>('/replays', { service: 'voucher', types: ['order.cancelled'] })).body;
    const begun = (id: string) =>
      eventually(
        () => replayOf(id),
        ({ sent }) => sent > 0,
      );
    const withheld = () =>
      withDatabase(mill.databaseUrl, 'voucher', async (client) => {
        const { rows } = await client.query<{ n: number }>(
          `select count(*)::int as n from eventing.event_log where type = 'voucher.withheld'`,
        );
        return rows[0]?.n ?? 0;
      });

    it('goes on after kill -9 where it was, keeps the queue short meanwhile, and can be cancelled', async () => {
      await fillArchive();
      await mill.kill('voucher');
      const [whole, cancelled] = [await start(), await start()];
      await begun(whole.id);
      const stopped = await read<ReplayResponse>(mill.admin, `/replays/${cancelled.id}`, { method: 'DELETE' });
      expect(stopped.body).to.include({ status: 'cancelled', total: count });
      expect(await read(mill.admin, `/replays/${cancelled.id}`, { method: 'DELETE' })).to.deep.equal(stopped);
      await mill.replace('event-store');
      expect(await replayOf(whole.id))
        .to.include({ status: 'running', total: count })
        .and.to.have.property('sent')
        .that.is.lessThan(count / 2);
      const before = await withheld();
      await mill.replace('voucher');
      expect(await ended(whole.id)).to.include({ sent: count, total: count, error: null });
      await eventually(withheld, (n) => n >= before + count);
      expect(await withheld()).to.equal(before + count);
      expect(await replayOf(cancelled.id)).to.deep.equal(stopped.body);
      expect((await read(mill.admin, `/replays/${randomUUID()}`, { method: 'DELETE' })).status).to.equal(404);
      const { body } = await read<{ data: readonly ReplayResponse[] }>(mill.admin, '/replays?limit=2');
      expect(body.data.map(({ id }) => id)).to.deep.equal([cancelled.id, whole.id]);
    });
  });
});
