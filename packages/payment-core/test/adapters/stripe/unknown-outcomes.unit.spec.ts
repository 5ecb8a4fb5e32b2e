import { randomUUID } from 'node:crypto';
import { inspect } from 'node:util';
import { expect } from 'chai';
import { Card } from '../../../src/domain/card.js';
import { openStripe } from '../../support/stripe-harness.js';

const cvt = '0987';
const card = (number = '4242424242424242'): Card => new Card({ number, cvt, expiry: '12/34' });
const charging = (startedAt = new Date()) => ({
  attemptId: randomUUID(),
  orderId: randomUUID(),
  amount: '20.00',
  currency: 'EUR',
  startedAt: startedAt.toISOString(),
});
const failure = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => expect.fail('it was answered'),
    (error: unknown) => error,
  );

describe('A payment at Stripe whose outcome is not known', () => {
  let stripe: Awaited<ReturnType<typeof openStripe>>;

  beforeEach(async () => {
    stripe = await openStripe();
  });
  afterEach(() => stripe.close());

  for (const step of ['payment_intents', 'payment_methods', 'confirm'])
    for (const when of ['before', 'after'] as const)
      it(`is found out, and is charged no more, when there is no answer to ${step} ${when} it is carried out`, async () => {
        const attempt = charging();
        stripe.standIn.disturb(new RegExp(`^POST .*${step}$`), when, 'hold');
        expect(await failure(stripe.gateway.charge(attempt, card()))).to.include({ kind: 'unavailable' });
        const found = await stripe.gateway.resolve(attempt);
        const isCharged = step === 'confirm' && when === 'after';
        expect(found.status).to.equal(isCharged ? 'captured' : 'declined');
        await stripe.standIn.release();
        await stripe.gateway.charge(attempt, card());
        expect(await stripe.gateway.resolve(attempt)).to.deep.equal(found);
        expect(await stripe.charges(attempt.orderId)).to.equal(isCharged ? 1 : 0);
      });

  it('is found out after a day too, when Stripe has forgotten the key', async () => {
    const attempt = charging();
    const aDayAgo = { ...attempt, startedAt: new Date(Date.now() - 24 * 3_600_000).toISOString() };
    await stripe.gateway.charge(attempt, card());
    stripe.standIn.forgetKeys();
    expect(await stripe.gateway.resolve(aDayAgo)).to.include({ status: 'captured' });
    expect(await stripe.gateway.charge(aDayAgo, card())).to.include({ status: 'captured' });
    expect(await stripe.gateway.resolve(charging(new Date(0)))).to.deep.equal({ status: 'declined', code: 'not_processed' });
    expect(stripe.standIn.books.intents).to.have.property('size', 1);
  });

  it('stays unknown while Stripe knows the key from a request that was written otherwise', async () => {
    const attempt = charging();
    await stripe.gateway.charge(attempt, card());
    expect(await failure(stripe.gateway.resolve({ ...attempt, amount: '20.01' }))).to.include({ kind: 'unavailable' });
  });

  it('is declined with the reason of the bank', async () => {
    const attempt = charging();
    stripe.standIn.disturb(/confirm$/, 'after', 'hold');
    await failure(stripe.gateway.charge(attempt, card('4000000000009995')));
    expect(await stripe.gateway.resolve(attempt)).to.deep.equal({ status: 'declined', code: 'insufficient_funds' });
  });
});

describe('Stripe', () => {
  let stripe: Awaited<ReturnType<typeof openStripe>>;

  beforeEach(async () => {
    stripe = await openStripe();
  });
  afterEach(() => stripe.close());

  it('tells why it fails without a word of the card', async () => {
    const { standIn, gateway } = stripe;
    const failures = [await failure(gateway.charge(charging(), card('4111111111111111')))];
    standIn.disturb(/payment_methods$/, 'before', 'cut');
    failures.push(await failure(gateway.charge(charging(), card())));
    standIn.disturb(/confirm$/, 'before', 'hold');
    failures.push(await failure(gateway.charge(charging(), card())));
    const seen = failures.map((error) => inspect(error, { depth: null, showHidden: true }));
    expect(seen[0]).to.match(/StripeCardError 402/);
    for (const text of seen) expect(text).to.not.match(/4111111111111111|4242424242424242|(?<![\w.-])0987(?![\w-])/);
  });

  it('keeps a bank’s suspicion to itself', async () => {
    const answer = { status: 'declined', code: 'card_declined' };
    expect(await stripe.gateway.charge(charging(), card('4000000000009979'))).to.deep.equal(answer);
  });

  for (const [amount, currency, units] of [
    ['20.00', 'EUR', 2_000],
    ['2000', 'JPY', 2_000],
    ['2.500', 'KWD', 2_500],
    ['20', 'ISK', 2_000],
    ['20', 'UGX', 2_000],
    ['500.00', 'MGA', 500],
  ] as const)
    it(`is asked for ${amount} ${currency} in its own units`, async () => {
      await stripe.gateway.charge({ ...charging(), amount, currency }, card());
      const [intent] = stripe.standIn.books.intents.values();
      expect(intent).to.include({ amount: units, currency: currency.toLowerCase() });
    });

  it('is not asked for what it has no units for, and declines what is too little', async () => {
    const parts = [
      ['2.505', 'KWD', 'amount_not_chargeable'],
      ['500.20', 'MGA', 'amount_not_chargeable'],
      ['0.20', 'EUR', 'amount_too_small'],
    ] as const;
    for (const [amount, currency, code] of parts) {
      const attempt = { ...charging(), amount, currency };
      expect(await stripe.gateway.charge(attempt, card())).to.deep.equal({ status: 'declined', code });
      expect(await stripe.gateway.resolve(attempt)).to.deep.equal({ status: 'declined', code });
    }
  });

  it('is asked again about a pending refund, for longer than it remembers keys', async () => {
    const { gateway, standIn } = stripe;
    const charged = await gateway.charge(charging(), card('4000000000007726'));
    const reference = charged.status === 'captured' ? charged.reference : expect.fail(charged.code);
    const part = { orderId: randomUUID(), refundId: randomUUID(), refusals: 0, reference, amount: '5.00', currency: 'EUR' };
    expect(await gateway.refund(part)).to.deep.equal({ status: 'pending' });
    standIn.forgetKeys();
    expect(await gateway.refund(part)).to.deep.equal({ status: 'pending' });
    standIn.books.endRefunds('succeeded');
    expect(await gateway.refund(part)).to.deep.equal({ status: 'succeeded' });
    expect(await stripe.refunds(reference)).to.equal(1);
    expect(standIn.books.refunds).to.have.property('size', 1);
  });

  it('refuses to give back what is not there, and is not asked for less than its units', async () => {
    const part = {
      orderId: randomUUID(),
      refundId: randomUUID(),
      refusals: 0,
      reference: 'pi_x',
      amount: '5.00',
      currency: 'EUR',
    };
    expect(await stripe.gateway.refund(part)).to.deep.equal({ status: 'failed', code: 'resource_missing' });
    const tiny = { ...part, amount: '0.005', currency: 'KWD' };
    expect(await stripe.gateway.refund(tiny)).to.deep.equal({ status: 'failed', code: 'amount_not_refundable' });
  });
});
