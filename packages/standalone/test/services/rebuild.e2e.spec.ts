import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { skipWithoutBroker } from '../support/broker.js';
import { cleanUp } from '../support/clean-up.js';
import { eventually } from '../support/client.js';
import { type DistributedMill, startMill, tokens } from '../support/distributed-mill.js';
import { withDatabase } from '../support/histories.js';
import { startProgram } from '../support/process.js';

const program = fileURLToPath(new URL('../../../../cli/dist/src/main.js', import.meta.url));

interface Progress {
  readonly status: string;
  readonly eventsRead: number;
}

describe('Views that are rebuilt while orders go on', function () {
  this.timeout(240_000);
  let mill: DistributedMill;

  before(async function () {
    skipWithoutBroker(this);
    mill = await startMill();
  });
  after(cleanUp);

  const inOrders = (text: string) =>
    withDatabase(mill.databaseUrl, 'order', async (client) => (await client.query<Record<string, unknown>>(text)).rows);
  const place = () => mill.client.place({ amount: 207, description: 'test' });
  const textOf = async (path: string): Promise<string> => (await mill.client.call(path)).text();
  /** What clients see, byte for byte. */
  const answersFor = (ids: readonly string[]): Promise<readonly string[]> =>
    Promise.all(
      ['/api/orders?limit=100', '/api/payments?limit=100', '/api/vouchers?limit=100']
        .concat(ids.flatMap((id) => [`/api/orders/${id}`, `/api/payments/${id}`]))
        .map(textOf),
    );
  const ordermill = async (...args: readonly string[]) => {
    const env = { ORDERMILL_URL: mill.url, ORDERMILL_TOKEN: tokens.admin };
    const started = startProgram(program, env, ['projections', ...args]);
    return { code: await started.exited, stderr: started.stderr() };
  };
  const progress = async (): Promise<Progress | undefined> => {
    const answer = await mill.admin.call('/api/ops/projections?service=order');
    const { data } = (await answer.json()) as { readonly data?: readonly { readonly rebuild: Progress | null }[] };
    return data?.[0]?.rebuild ?? undefined;
  };

  it('answer the same bytes as before, whatever had been done to them', async () => {
    const ids = (await Promise.all(Array.from({ length: 20 }, place))).map(({ id }) => id);
    for (const id of ids) await mill.client.reaching(id);
    for (const id of ids)
      await eventually(
        () => mill.client.vouchersOf(id),
        (vouchers) => vouchers.length === 1,
      );
    const before = await answersFor(ids);
    await inOrders(`update orders set status = 'cancelled', amount = 1, items = '[]'`);
    await withDatabase(mill.databaseUrl, 'payment', (client) => client.query(`delete from payments`));
    await withDatabase(mill.databaseUrl, 'voucher', (client) => client.query(`update vouchers set status = 'expired'`));
    for (const name of ['order', 'payment', 'voucher']) {
      const { code, stderr } = await ordermill('rebuild', name, '--follow');
      expect([code, stderr.replaceAll(/\d[\d,]*/g, 'N')]).to.deep.equal([
        0,
        `rebuilt ${name}: N events of N streams, N events/s\n`,
      ]);
    }
    expect(await answersFor(ids)).to.deep.equal(before);
  });

  /** Orders that were delivered long ago, in the log alone. */
  const fillLog = (orders: number) =>
    inOrders(`
      insert into eventing.event_log (stream, version, id, type, schema_version, subject, time, data, metadata, internal, transaction_id)
      select 'order-' || id, version, gen_random_uuid(), type, schema_version, id, time, data, metadata, true, '3'
      from (select gen_random_uuid()::text as id from generate_series(1, ${orders})) orders cross join
        (select version, type, schema_version, time, data, metadata from eventing.event_log
         where stream = (select stream from eventing.event_log where type = 'order.delivered' limit 1)) events`);

  it('lose nothing when the service is killed in the middle, under load', async () => {
    await fillLog(10_000);
    const placed: string[] = [];
    const loading = new AbortController();
    const load = Array.from({ length: 4 }, async () => {
      while (!loading.signal.aborted) {
        const order = await place().catch(() => undefined); // refused while the service is away
        if (order) placed.push(order.id);
        else await sleep(50);
      }
    });
    await eventually(
      () => Promise.resolve(placed.length),
      (count) => count > 20,
    );
    const followed = ordermill('rebuild', 'order', '--follow');
    await eventually(progress, (at) => at?.status === 'building' && at.eventsRead > 5_000);
    await mill.kill('order');
    expect(await inOrders('select status from eventing.rebuilds')).to.deep.equal([{ status: 'building' }]);
    await mill.replace('order');
    const { code, stderr } = await followed;
    expect(code, stderr).to.equal(0);
    const beforeEnd = placed.length;
    await eventually(
      () => Promise.resolve(placed.length),
      (count) => count > beforeEnd + 20,
    );
    loading.abort();
    await Promise.all(load);

    for (const id of placed) expect(await mill.client.reaching(id)).to.include({ id, status: 'delivered', version: 4 });
    const [counts] = await inOrders(`
      select count(*)::int as orders, count(*) filter (where status = 'delivered')::int as delivered,
        (select count(*)::int from eventing.event_log where type = 'order.created') as placed from orders`);
    expect(counts).to.include({ orders: counts?.['placed'], delivered: counts?.['placed'] });
    const orders = () =>
      Promise.all(['?limit=100', ...placed.slice(-20).map((id) => `/${id}`)].map((path) => textOf(`/api/orders${path}`)));
    const before = await orders();
    expect((await ordermill('rebuild', 'order', '--follow')).code).to.equal(0);
    expect(await orders()).to.deep.equal(before);
  });
});
