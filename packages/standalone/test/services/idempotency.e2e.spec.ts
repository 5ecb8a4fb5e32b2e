import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { skipWithoutBroker } from '../support/broker.js';
import { cleanUp } from '../support/clean-up.js';
import { eventually } from '../support/client.js';
import { type DistributedMill, startMill } from '../support/distributed-mill.js';
import { withDatabase } from '../support/histories.js';

const creditCardDetails = { number: '4242424242424242', cvt: '0987', expiry: '12/34' };

describe('A request that comes again', function () {
  this.timeout(120_000);
  let mill: DistributedMill;

  before(async function () {
    skipWithoutBroker(this);
    mill = await startMill({ replicas: 2, env: { DISPATCH_DELAY_MS: '3600000', GATEWAY_DELAY_MS: '20' } });
  });
  after(cleanUp);

  const send = async (path: string, body: object, key: string) => {
    const headers = { Authorization: 'Bearer thisisajwttoken', 'Content-Type': 'application/json', 'Idempotency-Key': key };
    const answer = await fetch(mill.url + path, { method: 'POST', headers, body: JSON.stringify(body) });
    const [location, etag, type] = ['location', 'etag', 'content-type'].map((name) => answer.headers.get(name));
    const seen = { status: answer.status, location, etag, type, body: await answer.text() };
    return { seen, replayed: answer.headers.get('idempotent-replayed') === 'true' };
  };
  const order = (description: string) => ({ amount: '20.00', description, paymentMode: 'manual' });
  const placed = (description: string) =>
    withDatabase(mill.databaseUrl, 'order', async (client) => {
      const { rows } = await client.query<{ id: string }>('select id from orders where description = $1', [description]);
      return rows.map(({ id }) => id);
    });
  const chargesOf = (id: string) =>
    withDatabase(
      mill.databaseUrl,
      'payment',
      async (client) =>
        (await client.query('select 1 from simulated_charges where order_id = $1 and code is null', [id])).rowCount,
    );
  const payable = async (description: string): Promise<string> => {
    const { id } = await mill.client.place(order(description));
    await eventually(
      () => mill.client.call(`/api/payments/${id}`),
      ({ ok }) => ok,
    );
    return id;
  };

  it('places one order, of twenty at once, and all have one answer', async () => {
    const key = randomUUID();
    const answers = await Promise.all(Array.from({ length: 20 }, () => send('/api/orders', order('twenty'), key)));
    const [first] = answers;
    expect(first?.seen).to.include({ status: 201 });
    for (const { seen } of answers) expect(seen).to.deep.equal(first?.seen);
    expect(answers.filter(({ replayed }) => !replayed)).to.have.length(1);
    expect(await placed('twenty')).to.have.length(1);
  });

  it('charges a card once, of ten at once, and all have one answer', async () => {
    const id = await payable('card');
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => send(`/api/payments/pay/${id}`, { creditCardDetails }, key)),
    );
    for (const { seen } of answers) expect(seen).to.deep.equal(answers[0]?.seen).and.to.include({ status: 200 });
    expect(await chargesOf(id)).to.equal(1);
    expect((await mill.client.payment(id)).attempts).to.have.length(1);
  });

  it('keeps a decline, and takes another card under another key', async () => {
    const id = await payable('declined');
    const declined = { creditCardDetails: { ...creditCardDetails, number: '4000000000000002' } };
    const key = randomUUID();
    const first = await send(`/api/payments/pay/${id}`, declined, key);
    expect(first.seen).to.include({ status: 402 });
    expect(await send(`/api/payments/pay/${id}`, declined, key)).to.deep.equal({ seen: first.seen, replayed: true });
    expect((await send(`/api/payments/pay/${id}`, { creditCardDetails }, key)).seen.body).to.contain('idempotency_key_reused');
    expect((await send(`/api/payments/pay/${id}`, { creditCardDetails }, randomUUID())).seen.status).to.equal(200);
  });

  it('keeps nothing of a card', async () => {
    const rows = await withDatabase(mill.databaseUrl, 'payment', (client) =>
      client.query<{ row: string }>('select a::text as row from eventing.answers a'),
    );
    expect(rows.rowCount).to.be.above(2);
    for (const { row } of rows.rows) expect(row).to.not.match(/4242424242424242|4000000000000002|(?<![\w.-])0987(?![\w-])/);
  });

  it('is carried out once, though every process is killed between the effect and the answer', async () => {
    const orders = Array.from({ length: 60 }, (_, index) => ({ key: randomUUID(), body: order(`killed ${index}`) }));
    const ids = await Promise.all(Array.from({ length: 20 }, (_, index) => payable(`killed while paid ${index}`)));
    const payments = ids.map((id) => ({ key: randomUUID(), path: `/api/payments/pay/${id}` }));
    const sendAll = () =>
      Promise.all([
        ...orders.map(({ key, body }) => send('/api/orders', body, key)),
        ...payments.map(({ key, path }) => send(path, { creditCardDetails }, key)),
      ]);
    const interrupted = sendAll().catch(() => undefined);
    await eventually(
      () => placed('killed 0'),
      (found) => found.length > 0,
    );
    await Promise.all((['order', 'payment'] as const).flatMap((name) => [mill.replace(name, 0), mill.replace(name, 1)]));
    await interrupted;
    const answers = await sendAll();
    for (const { seen } of answers) expect(seen.status, seen.body).to.be.oneOf([200, 201]);
    expect((await sendAll()).map(({ seen }) => seen)).to.deep.equal(answers.map(({ seen }) => seen));
    for (const { body } of orders) expect(await placed(body.description), body.description).to.have.length(1);
    for (const id of ids) expect(await chargesOf(id)).to.equal(1);
  });
});
