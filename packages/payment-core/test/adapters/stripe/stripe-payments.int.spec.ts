import { expect } from 'chai';
import { Stripe } from 'stripe';
import { startPaymentService } from '../../support/payment-service.js';
import { secretKey, StripeStandIn } from '../../support/stripe-stand-in.js';

const webhookSecret = 'whsec_stand-in';
const good = '4242424242424242';
const stripe = new Stripe(secretKey);

describe('Paying by card through Stripe', () => {
  let standIn: StripeStandIn;
  let service: Awaited<ReturnType<typeof startPaymentService>>;

  before(async () => {
    standIn = await StripeStandIn.listen();
    service = await startPaymentService({
      PAYMENT_GATEWAY: 'stripe',
      STRIPE_SECRET_KEY: secretKey,
      STRIPE_WEBHOOK_SECRET: webhookSecret,
      STRIPE_API_URL: standIn.url.origin,
    });
  });
  after(async () => {
    await service.close();
    await standIn.close();
  });

  const tell = (type: string, object: unknown, secret = webhookSecret) => {
    const payload = JSON.stringify({ id: 'evt_1', object: 'event', type, data: { object } });
    const signature = stripe.webhooks.generateTestHeaderString({ payload, secret });
    return service.call('POST', '/stripe/webhook', payload, { authorization: '', 'stripe-signature': signature });
  };
  const intentOf = (orderId: string) =>
    [...standIn.books.intents.values()].find(({ metadata }) => metadata['orderId'] === orderId);
  /** An order whose payment Stripe has taken, without an answer. */
  const paidUnheard = async (): Promise<string> => {
    const id = await service.place();
    standIn.disturb(/confirm$/, 'after', 'cut');
    expect((await service.pay(id, good)).body).to.include({ code: 'gateway_unavailable' });
    expect((await service.paymentOf(id)).attempts[0]).to.include({ status: 'processing' });
    return id;
  };

  it('confirms the order, once', async () => {
    const id = await service.place();
    const answers = await Promise.all([service.pay(id, good), service.pay(id, good)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).to.deep.equal([200, 409]);
    expect(await service.paymentOf(id)).to.include({ status: 'confirmed', policy: 'card' });
  });

  it('is confirmed as soon as Stripe tells of it, whatever has been heard before', async () => {
    const id = await paidUnheard();
    for (let told = 0; told < 2; told += 1) expect((await tell('payment_intent.succeeded', intentOf(id))).status).to.equal(200);
    const { status, attempts } = await service.paymentOf(id);
    expect([status, attempts.length, attempts[0]?.status]).to.deep.equal(['confirmed', 1, 'succeeded']);
  });

  it('believes nobody without the signature', async () => {
    const id = await paidUnheard();
    for (const answer of [
      await tell('payment_intent.succeeded', intentOf(id), 'whsec_another'),
      await service.call('POST', '/stripe/webhook', '{}'),
      await service.call('POST', '/stripe/webhook'),
    ])
      expect([answer.status, answer.body.code]).to.deep.equal([400, 'invalid_signature']);
    expect((await service.paymentOf(id)).status).to.equal('pending');
  });

  it('takes no word of what has happened, but asks', async () => {
    const id = await service.place();
    standIn.disturb(/confirm$/, 'before', 'cut');
    await service.pay(id, good);
    await tell('payment_intent.succeeded', intentOf(id));
    expect(await service.paymentOf(id)).to.include({ status: 'pending', reason: 'not_processed' });
    expect((await service.pay(id, good)).status).to.equal(200);
  });

  it('lets others, and other news, be', async () => {
    for (const object of [{ metadata: {} }, { metadata: { orderId: 'x', attemptId: 'y' } }, {}])
      expect((await tell('payment_intent.succeeded', object)).status).to.equal(200);
    expect((await tell('customer.created', { metadata: {} })).status).to.equal(200);
  });

  it('is refunded once Stripe says that a pending refund has succeeded', async () => {
    const id = await service.place();
    await service.pay(id, '4000000000007726');
    await service.call('POST', `/${id}/refunds`, '{}', { authorization: 'admin' });
    const booked = () => [...standIn.books.refunds.values()].find(({ metadata }) => metadata['orderId'] === id);
    while (!booked()) await service.paymentOf(id);
    await tell('refund.updated', booked());
    expect(await service.paymentOf(id)).to.include({ status: 'confirmed' });
    standIn.books.endRefunds('succeeded');
    await tell('charge.refunded', intentOf(id));
    const { status, refunds } = await service.paymentOf(id);
    expect([status, refunds.map((refund) => refund.status)]).to.deep.equal(['refunded', ['succeeded']]);
    expect(standIn.books.refunds).to.have.property('size', 1);
  });

  it('shows card numbers and codes to nobody, whatever Stripe answers', async () => {
    const id = await service.place();
    for (const number of ['4111111111111111', '4000000000000002', '4242424242424241', good]) {
      await service.pay(id, number);
      await tell('payment_intent.payment_failed', intentOf(id));
    }
    expect((await service.paymentOf(id)).status).to.equal('confirmed');
    const tables = await service.database.query<{ name: string }>({
      text: `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'eventing')`,
    });
    const seen = [...service.said];
    for (const { name } of tables) {
      const rows = await service.database.query<{ row: string }>({ text: `select t::text as row from ${name} t` });
      seen.push(...rows.map(({ row }) => row));
    }
    for (const text of seen) {
      expect(text).to.not.match(/4111111111111111|4000000000000002|4242424242424241|4242424242424242/);
      expect(text).to.not.match(/(?<![\w.-])0987(?![\w-])/);
    }
  });
});

describe('Without Stripe', () => {
  it('there is nothing where it would tell of payments', async () => {
    const service = await startPaymentService({});
    expect((await service.call('POST', '/stripe/webhook', '{}')).status).to.equal(404);
    await service.close();
  });
});
