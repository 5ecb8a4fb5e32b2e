import { setTimeout as sleep } from 'node:timers/promises';
import type { PaymentResponse, Problem, Refund } from '@ordermill/contracts';
import { expect } from 'chai';
import { skipWithoutBroker } from '../support/broker.js';
import { cleanUp } from '../support/clean-up.js';
import { eventually } from '../support/client.js';
import { type DistributedMill, startMill } from '../support/distributed-mill.js';
import { withDatabase } from '../support/histories.js';

const good = '4242424242424242';
const reluctantToRefund = '4000000000005126';
const details = (number = good) => ({ number, cvt: 987, expiry: '12/34' });

describe('Paying by card', function () {
  this.timeout(120_000);
  let mill: DistributedMill;

  before(async function () {
    skipWithoutBroker(this);
    mill = await startMill({ replicas: 2, env: { DISPATCH_DELAY_MS: '3600000', GATEWAY_DELAY_MS: '20' } });
  });
  after(cleanUp);

  const pay = async (id: string, creditCardDetails: object = details(), client = mill.client) => {
    const answer = await client.call(`/api/payments/pay/${id}`, { method: 'POST', body: JSON.stringify({ creditCardDetails }) });
    const text = await answer.text();
    return { status: answer.status, text, body: JSON.parse(text) as PaymentResponse & Omit<Problem, 'status'> };
  };
  const refund = async (id: string, body: object, client = mill.admin) => {
    const answer = await client.call(`/api/payments/${id}/refunds`, { method: 'POST', body: JSON.stringify(body) });
    return { status: answer.status, body: (await answer.json()) as Refund & Omit<Problem, 'status'> };
  };
  const place = async (body: object = {}): Promise<string> => {
    const { id } = await mill.client.place({ amount: '20.00', description: 'card', paymentMode: 'manual', ...body });
    await eventually(
      () => mill.client.call(`/api/payments/${id}`),
      ({ ok }) => ok,
    );
    return id;
  };
  const settled = (id: string, wanted: (payment: PaymentResponse) => boolean) =>
    eventually(() => mill.client.payment(id), wanted);
  const inPayments = <Row extends object>(sql: string, ...values: readonly unknown[]) =>
    withDatabase(mill.databaseUrl, 'payment', async (client) => (await client.query<Row>(sql, [...values])).rows);
  const chargesOf = (id: string) =>
    inPayments<{ code: string | null }>('select code from simulated_charges where order_id = $1', id);
  const cancel = async (id: string): Promise<void> => {
    expect((await mill.client.call(`/api/orders/${id}`, { method: 'DELETE' })).status).to.equal(200);
  };

  it('can follow the order at once, before the payment service has heard of it', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, async () => {
        const { id } = await mill.client.place({ amount: '20.00', paymentMode: 'manual' });
        return pay(id);
      }),
    );
    expect(answers.map(({ status }) => status)).to.deep.equal([200, 200, 200, 200, 200]);
  });

  it('confirms the order', async () => {
    const id = await place();
    const { status, body } = await pay(id);
    expect(status).to.equal(200);
    expect(body).to.include({ orderId: id, status: 'confirmed', amount: '20.00', policy: 'card' });
    expect(body.attempts).to.have.length(1);
    expect(body.attempts[0]).to.deep.include({ status: 'succeeded', card: { brand: 'visa', lastFour: '4242' } });
    expect(body).to.deep.equal(await mill.client.payment(id));
    await mill.client.reaching(id, new Set(['confirmed']));
  });

  it('leaves the order payable when the card is declined', async () => {
    const id = await place();
    for (const [number, code] of [
      ['4000000000000002', 'card_declined'],
      ['4000000000009995', 'insufficient_funds'],
      ['4242424242424241', 'incorrect_number'],
      ['4000000000000119', 'processing_error'],
    ] as const) {
      const { status, body } = await pay(id, details(number));
      expect([status, body.code]).to.deep.equal([402, code]);
    }
    expect((await pay(id, { ...details(), expiry: '1/1/2020' })).body.code).to.equal('expired_card');
    expect((await mill.client.order(id)).status).to.equal('created');
    const { status, body } = await pay(id);
    expect(status).to.equal(200);
    expect(body.attempts.map(({ status: each }) => each)).to.deep.equal([...Array<string>(5).fill('declined'), 'succeeded']);
  });

  it('refuses what is no card, somebody else’s order, one that is not paid by card, and one that is not there', async () => {
    const id = await place();
    for (const [field, value] of [
      ['number', '1234'],
      ['cvt', '12'],
      ['expiry', '13/30'],
    ] as const) {
      const { status, body } = await pay(id, { ...details(), [field]: value });
      expect([status, body.errors?.[0]?.path]).to.deep.equal([400, `creditCardDetails.${field}`]);
    }
    expect((await pay(id, { ...details(), holder: 'Ada' })).status).to.equal(400);
    expect((await pay(id, details(), mill.admin)).status).to.equal(404);
    expect((await pay('01a1fcaa-8b52-7417-a60b-52b7150fb667')).status).to.equal(404);
    const auto = await mill.client.place({ amount: 1, description: 'test' });
    await mill.client.reaching(auto.id, new Set(['confirmed']));
    expect((await pay(auto.id)).body.code).to.equal('already_paid');
    await cancel(id);
    await settled(id, ({ status }) => status === 'voided');
    expect((await pay(id)).body.code).to.equal('payment_not_payable');
  });

  it('charges once, however many pay at once', async () => {
    const id = await place();
    const answers = await Promise.all(Array.from({ length: 10 }, () => pay(id)));
    expect(answers.filter(({ status }) => status === 200)).to.have.length(1);
    const others = answers.filter(({ status }) => status !== 200);
    expect(others.map(({ status, body }) => `${status} ${body.code}`)).to.deep.equal(Array<string>(9).fill('409 already_paid'));
    expect(await chargesOf(id)).to.deep.equal([{ code: null }]);
  });

  it('shows card numbers and codes to nobody', async () => {
    const id = await place();
    // Nothing else looks like it: times and counts have no such digits by themselves. A number may be the position of an event.
    const [cvt, numeric] = ['0987', 9182];
    const said = [
      (await pay(id, { ...details('4000000000000002'), cvt: numeric })).text,
      (await pay(id, { ...details('4000000000000002'), cvt })).text,
      (await pay(id, { ...details(), number: `${good}x`, cvt })).text,
      (await pay(id, { ...details(), cvt })).text,
    ];
    said.push(await (await mill.client.call(`/api/payments/${id}`)).text(), mill.output());
    for (const text of said) expect(text).to.not.match(/(?<![\w.-])9182(?![\w-])/);
    const seen = [...said];
    for (const table of ['eventing.event_log', 'payments', 'simulated_charges', 'eventing.timers'])
      seen.push(...(await inPayments<{ row: string }>(`select t::text as row from ${table} t`)).map(({ row }) => row));
    for (const text of seen) {
      expect(text).to.not.match(/4242424242424242|4000000000000002/);
      expect(text).to.not.match(/(?<![\w.-])0987(?![\w-])/);
    }
  });

  it('is refunded in parts by an admin, to the last cent and not beyond', async () => {
    const id = await place();
    expect((await refund(id, { amount: 5 })).body.code).to.equal('payment_not_captured');
    await pay(id);
    expect((await refund(id, { amount: 5 }, mill.client)).status).to.equal(403);
    expect((await refund(id, { amount: 0 })).status).to.equal(400);
    expect((await refund(id, { amount: '20.01' })).body.code).to.equal('refund_exceeds_captured');
    const first = await refund(id, { amount: '5.00' });
    expect(first.status).to.equal(201);
    expect(first.body).to.include({ amount: '5.00' });
    const raced = await Promise.all(Array.from({ length: 5 }, () => refund(id, { amount: '10.00' })));
    expect(raced.map(({ status }) => status).sort((a, b) => a - b)).to.deep.equal([201, 422, 422, 422, 422]);
    await settled(id, ({ refunds }) => refunds.filter(({ status }) => status === 'succeeded').length === 2);
    expect((await mill.client.payment(id)).status).to.equal('confirmed');
    expect((await refund(id, {})).body).to.include({ amount: '5.00' });
    await settled(id, ({ status }) => status === 'refunded');
  });

  it('is refunded when the order is cancelled, again and again until the gateway does it', async () => {
    const id = await place();
    await pay(id, details(reluctantToRefund));
    await mill.client.reaching(id, new Set(['confirmed']));
    await cancel(id);
    const failed = await settled(id, ({ refunds }) => refunds[0]?.status === 'failed');
    expect(failed.status).to.equal('confirmed');
    await inPayments('update eventing.timers set due = now() where subject = $1', id);
    expect(await settled(id, ({ status }) => status === 'refunded')).to.have.nested.property('refunds[0].status', 'succeeded');
  });

  it('charges once, wherever the process dies, fifty payments under way: the gateway is asked what became of them', async () => {
    const rounds = await Promise.all(Array.from({ length: 10 }, () => Promise.all(Array.from({ length: 5 }, () => place()))));
    const interrupted = { unrecorded: 0, unsettled: 0 };
    for (const [round, ids] of rounds.entries()) {
      const paying = Promise.allSettled(ids.map((id) => pay(id)));
      await eventually(
        () => inPayments(`select 1 from eventing.event_log where type = 'payment.attempted' and subject = any($1)`, ids),
        ({ length }) => length > 0,
      );
      // Each waits 20 ms for the gateway: before it, while it answers, and after it.
      await sleep(Math.random() * 40);
      await mill.kill('payment', round % 2);
      const open = await inPayments<{ charged: boolean }>(
        `select exists (select from simulated_charges charge where charge.order_id = payment.order_id) as charged
         from payments payment where order_id = any($1) and status = 'pending' and attempts::text like '%processing%'`,
        ids,
      );
      interrupted.unrecorded += open.filter(({ charged }) => charged).length;
      interrupted.unsettled += open.length;
      await mill.replace('payment', round % 2);
      await paying;
    }
    expect(interrupted.unsettled, 'killed in the middle').to.be.above(5);
    await inPayments(`update eventing.timers set due = now() where type = 'payment.attempt-due'`);
    for (const id of rounds.flat()) {
      await settled(id, ({ attempts }) => attempts.every(({ status }) => status !== 'processing'));
      const { status, attempts } = await mill.client.payment(id);
      if (status !== 'confirmed') expect([200, 409]).to.include((await pay(id)).status);
      const captured = (await chargesOf(id)).filter(({ code }) => code === null);
      expect(captured, JSON.stringify(attempts)).to.have.length(1);
      expect((await mill.client.payment(id)).status).to.equal('confirmed');
    }
  });
});
