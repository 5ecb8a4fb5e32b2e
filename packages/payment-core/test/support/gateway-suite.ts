import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import type { Charging, PaymentGateway, Refunding } from '../../src/application/payment-gateway.js';
import type { Settlement } from '../../src/domain/attempts.js';
import { Card } from '../../src/domain/card.js';

export interface GatewayHarness {
  readonly gateway: PaymentGateway;
  /** How often money was taken for an order. */
  charges(orderId: string): Promise<number>;
  /** How often money was given back of a charge. */
  refunds(reference: string): Promise<number>;
  /** The next charge or refund is not answered, and the money has moved or has not. */
  breakOff(when: 'before' | 'after'): void;
  close(): Promise<void>;
}

const card = (number = '4242424242424242', expiry = '12/34'): Card => new Card({ number, cvt: '123', expiry });

const charging = (orderId: string = randomUUID()): Charging => ({
  attemptId: randomUUID(),
  orderId,
  amount: '20.00',
  currency: 'EUR',
  startedAt: new Date().toISOString(),
});

const refunding = (reference: string, amount = '5.00'): Refunding => ({
  orderId: randomUUID(),
  refundId: randomUUID(),
  refusals: 0,
  reference,
  amount,
  currency: 'EUR',
});

const failure = (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => expect.fail('it was answered'),
    (error: unknown) => error,
  );

/** What every gateway must do. */
export const paymentGatewaySuite = (open: () => Promise<GatewayHarness>): void => {
  let harness: GatewayHarness;
  let gateway: PaymentGateway;

  beforeEach(async () => {
    harness = await open();
    ({ gateway } = harness);
  });
  afterEach(() => harness.close());

  const captured = async (asked: Promise<Settlement>): Promise<string> => {
    const settlement = await asked;
    return settlement.status === 'captured' ? settlement.reference : expect.fail(settlement.code);
  };
  const isUnknown = async (asked: Promise<unknown>): Promise<void> =>
    void expect(await failure(asked)).to.include({ kind: 'unavailable', code: 'gateway_unavailable' });

  it('charges a card once for an attempt', async () => {
    const attempt = charging();
    const reference = await captured(gateway.charge(attempt, card()));
    expect(await captured(gateway.charge(attempt, card()))).to.equal(reference);
    expect(await captured(gateway.resolve(attempt))).to.equal(reference);
    expect(await harness.charges(attempt.orderId)).to.equal(1);
  });

  it('charges once when it is asked many times at once', async () => {
    const attempt = charging();
    const answers = await Promise.allSettled(Array.from({ length: 5 }, () => gateway.charge(attempt, card())));
    const reference = await captured(gateway.resolve(attempt));
    for (const answer of answers)
      if (answer.status === 'fulfilled') expect(answer.value).to.deep.equal({ status: 'captured', reference });
    expect(await harness.charges(attempt.orderId)).to.equal(1);
  });

  for (const [number, code] of [
    ['4000000000000002', 'card_declined'],
    ['4000000000009995', 'insufficient_funds'],
    ['4000000000000069', 'expired_card'],
    ['4000000000000127', 'incorrect_cvc'],
    ['4000000000000119', 'processing_error'],
    ['4242424242424241', 'incorrect_number'],
  ] as const)
    it(`tells that a card is declined: ${code}`, async () => {
      const attempt = charging();
      const answer = { status: 'declined', code };
      expect(await gateway.charge(attempt, card(number))).to.deep.equal(answer);
      expect(await gateway.charge(attempt, card(number))).to.deep.equal(answer);
      expect(await gateway.resolve(attempt)).to.include({ status: 'declined' });
      expect(await harness.charges(attempt.orderId)).to.equal(0);
    });

  it('declines a card that has expired', async () => {
    expect(await gateway.charge(charging(), card(undefined, '1/20'))).to.deep.equal({ status: 'declined', code: 'expired_card' });
  });

  it('charges another card in another attempt', async () => {
    const { orderId } = charging();
    await gateway.charge(charging(orderId), card('4000000000000002'));
    await captured(gateway.charge(charging(orderId), card()));
    expect(await harness.charges(orderId)).to.equal(1);
  });

  it('never charges an attempt that it has said it does not know', async () => {
    const attempt = charging();
    expect(await gateway.resolve(attempt)).to.deep.equal({ status: 'declined', code: 'not_processed' });
    expect(await gateway.charge(attempt, card())).to.include({ status: 'declined' });
    expect(await gateway.resolve(attempt)).to.deep.equal({ status: 'declined', code: 'not_processed' });
    expect(await harness.charges(attempt.orderId)).to.equal(0);
  });

  it('tells later what became of a charge whose answer was lost', async () => {
    const attempt = charging();
    harness.breakOff('after');
    await isUnknown(gateway.charge(attempt, card()));
    await captured(gateway.resolve(attempt));
    expect(await harness.charges(attempt.orderId)).to.equal(1);
  });

  it('tells later that a charge has not arrived, and never makes it', async () => {
    const attempt = charging();
    harness.breakOff('before');
    await isUnknown(gateway.charge(attempt, card()));
    expect(await gateway.resolve(attempt)).to.deep.equal({ status: 'declined', code: 'not_processed' });
    expect(await gateway.charge(attempt, card())).to.include({ status: 'declined' });
    expect(await harness.charges(attempt.orderId)).to.equal(0);
  });

  it('gives back once for a refund, and for each', async () => {
    const reference = await captured(gateway.charge(charging(), card()));
    const refund = refunding(reference);
    for (let asked = 0; asked < 2; asked += 1) expect(await gateway.refund(refund)).to.deep.equal({ status: 'succeeded' });
    expect(await harness.refunds(reference)).to.equal(1);
    expect(await gateway.refund(refunding(reference, '15.00'))).to.deep.equal({ status: 'succeeded' });
    expect(await harness.refunds(reference)).to.equal(2);
  });

  for (const when of ['before', 'after'] as const)
    it(`gives back once though the connection breaks off ${when} it does`, async () => {
      const reference = await captured(gateway.charge(charging(), card()));
      const refund = refunding(reference);
      harness.breakOff(when);
      await isUnknown(gateway.refund(refund));
      expect(await gateway.refund(refund)).to.deep.equal({ status: 'succeeded' });
      expect(await harness.refunds(reference)).to.equal(1);
    });

  it('gives back at the next try what it has refused', async () => {
    const reference = await captured(gateway.charge(charging(), card('4000000000005126')));
    const refund = refunding(reference);
    expect(await gateway.refund(refund)).to.include({ status: 'failed' });
    expect(await gateway.refund({ ...refund, refusals: 1 })).to.deep.equal({ status: 'succeeded' });
    expect(await harness.refunds(reference)).to.equal(1);
  });
};
