import { setTimeout as sleep } from 'node:timers/promises';
import { Rebuilder, Rebuilds } from '@ordermill/eventing';
import { openTestDatabase } from '@ordermill/eventing/testing';
import { expect } from 'chai';
import { createSandbox } from 'sinon';
import { PostgresCreditRepository, PostgresPaymentQueries, PostgresPaymentRepository } from '../../src/adapters/postgres.js';
import { PayByCard } from '../../src/application/pay-by-card.js';
import { RequestPayment } from '../../src/application/request-payment.js';
import { Card } from '../../src/domain/card.js';
import { policies, type PaymentPolicy } from '../../src/domain/policy.js';
import { paymentModule } from '../../src/payment.module.js';

const card = new Card({ number: '4242 4242 4242 4242', cvt: '123', expiry: '12/34' });
const idOf = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
const orderOf = (paymentMode: 'auto' | 'manual') =>
  ({ userId: 'ada', amount: '10.00', currency: 'EUR', discount: '0.00', description: 'tea', paymentMode }) as const;
const [automatic, manual] = [[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map(idOf), [20, 21].map(idOf)];

describe('Payments that are replayed', () => {
  const sandbox = createSandbox();
  let server: Awaited<ReturnType<typeof openTestDatabase>>;

  const decideWith = (policy: PaymentPolicy, seed: string, reference: string) => {
    const { unitOfWork } = server;
    const clock = { now: () => new Date() };
    const payments = new PostgresPaymentRepository(unitOfWork);
    const credits = new PostgresCreditRepository(unitOfWork);
    const request = new RequestPayment(payments, credits, clock, { policy, seed, expiry: 60_000 });
    const charge = sandbox.stub().resolves({ status: 'captured', reference });
    const gateway = { charge, resolve: sandbox.stub().rejects(), refund: sandbox.stub().rejects() };
    const pay = new PayByCard(payments, gateway, clock);
    return {
      gateway,
      /** As each message of theirs comes, whether for the first time or not. */
      requestAll: async () => {
        for (const orderId of automatic) await request.execute({ orderId, order: orderOf('auto') });
        for (const orderId of manual) await request.execute({ orderId, order: orderOf('manual') });
      },
      payAll: () =>
        Promise.allSettled(
          manual.map((orderId) => pay.execute({ orderId, userId: 'ada', card, attemptId: `${reference}-${orderId}` })),
        ),
    };
  };
  const payments = async () => {
    const queries = new PostgresPaymentQueries(server.database);
    return Promise.all([...automatic, ...manual].map((orderId) => queries.find(orderId)));
  };
  const log = () =>
    server.database.query<{ type: string; data: object }>({ text: 'select * from eventing.event_log order by position' });

  before(async () => {
    server = await openTestDatabase(paymentModule);
    const original = decideWith(policies.random, 'the first seed', 'ch_first');
    await original.requestAll();
    await original.payAll();
  });
  afterEach(() => sandbox.restore());
  after(() => server.database.close());

  it('have in their events who decided, why, by which seed, and what the gateway calls it', async () => {
    const decisions = (await log()).filter(({ type }) => /confirmed|declined/.test(type)).map(({ data }) => data);
    expect(decisions).to.have.length(automatic.length + manual.length);
    for (const data of decisions.slice(0, automatic.length)) {
      expect(data).to.have.nested.property('decision.policy', 'random');
      expect(data).to.have.nested.property('decision.seed', 'the first seed');
      expect(data)
        .to.have.nested.property('decision.reason')
        .that.matches(/heads|tails/);
    }
    for (const data of decisions.slice(automatic.length))
      expect(data).to.deep.include({
        reference: 'ch_first',
        decision: { policy: 'card', reason: 'the card was charged', seed: null },
      });
    const statuses = new Set((await payments()).map((payment) => payment?.status));
    expect(statuses).to.have.all.keys('confirmed', 'declined');
  });

  it('stay what they are when their orders come again to another policy, seed and gateway, which nobody asks', async () => {
    const [before, events] = [await payments(), await log()];
    const policy = sandbox.stub().returns({ approved: true, policy: 'always', reason: 'other', seed: null });
    const other = decideWith(policy, 'another seed', 'ch_other');
    await other.requestAll();
    for (const outcome of await other.payAll()) expect(outcome).to.have.nested.property('reason.code', 'already_paid');
    expect(policy.called).to.equal(false);
    for (const method of Object.values(other.gateway)) expect(method.called).to.equal(false);
    expect(await payments()).to.deep.equal(before);
    expect(await log()).to.deep.equal(events);
  });

  it('stay what they are when their view is built again, which asks no policy', async () => {
    const before = await payments();
    const asked = Object.keys(policies).map((name) => sandbox.stub(policies, name as keyof typeof policies).throws());
    await server.database.query({ text: `update payments set status = 'refunded', policy = 'always', reason = 'other'` });
    const { database } = server;
    const { catalog, projections } = paymentModule;
    const rebuilds = new Rebuilds(database, projections);
    const rebuilder = new Rebuilder({ database, catalog, projections, rebuilds });
    rebuilder.start();
    await rebuilds.request('payment', 'ann');
    while ((await rebuilds.list())[0]?.rebuild?.status !== 'done') await sleep(5);
    await rebuilder.drain();
    expect(await payments()).to.deep.equal(before);
    for (const policy of asked) expect(policy.called).to.equal(false);
  });
});
