import type { TimerChange } from '@ordermill/eventing';
import { InMemoryStreams } from '@ordermill/eventing/testing';
import { expect } from 'chai';
import { timersAfter } from '../../src/adapters/payment-timers.js';
import { CarryOutRefunds } from '../../src/application/carry-out-refunds.js';
import { PaymentGateway, type Refunding, type RefundOutcome } from '../../src/application/payment-gateway.js';
import type { PaymentEvent } from '../../src/domain/events.js';
import { evolve } from '../../src/domain/evolve.js';
import type { PaymentState } from '../../src/domain/state.js';

const stated = { time: '2026-01-02T03:04:05.678Z', actor: 'payment' };
const charge = { userId: 'ada', amount: '20.00', currency: 'EUR' };
const decision = { policy: 'card', reason: 'the card was charged', seed: null };
const refund = (refundId: string): PaymentEvent => ({
  type: 'payment.refund-requested',
  ...stated,
  data: { refundId, amount: '5.00', reason: 'requested' },
});

class RefusingGateway extends PaymentGateway {
  readonly asked: string[] = [];

  constructor(private readonly outcome: RefundOutcome) {
    super();
  }

  override charge = () => Promise.reject(new Error('nothing is charged here'));
  override resolve = () => Promise.reject(new Error('nothing is charged here'));
  override refund = ({ refundId, refusals }: Refunding): Promise<RefundOutcome> => {
    this.asked.push(`${refundId} ${refusals}`);
    return Promise.resolve(this.outcome);
  };
}

describe('Refunds that do not succeed', () => {
  for (const outcome of [{ status: 'failed', code: 'refund_failed' }, { status: 'pending' }] as const)
    it(`are asked for again together when they are ${outcome.status}, with one timer however many they are`, async () => {
      const timers: TimerChange[] = [];
      const payments = new InMemoryStreams<PaymentState, PaymentEvent>(undefined, evolve, (id, events, payment) =>
        timers.push(...events.flatMap((event) => timersAfter(event, id, payment))),
      );
      await payments.change('o1', () => [
        { type: 'payment.requested', ...stated, data: { ...charge, paymentMode: 'manual', expiresAt: null } },
        { type: 'payment.attempted', ...stated, data: { attemptId: 'a1', card: { brand: 'visa', lastFour: '4242' } } },
        { type: 'payment.confirmed', ...stated, data: { ...charge, decision, attemptId: 'a1', reference: 'ref' } },
        refund('r1'),
        refund('r2'),
      ]);
      timers.length = 0;
      let ms = Date.parse(stated.time);
      const clock = { now: () => new Date((ms += 1)) };
      const gateway = new RefusingGateway(outcome);
      const carryOut = new CarryOutRefunds(payments, gateway, clock);
      const payment = await carryOut.execute({ orderId: 'o1' });
      expect(payment?.refunds.map(({ status }) => status)).to.deep.equal([outcome.status, outcome.status]);
      expect(new Set(timers.map((change) => 'set' in change && change.set.key))).to.have.property('size', 1);
      await carryOut.execute({ orderId: 'o1' });
      const refusals = outcome.status === 'failed' ? 1 : 0;
      expect(gateway.asked).to.deep.equal(['r1 0', 'r2 0', `r1 ${refusals}`, `r2 ${refusals}`]);
    });
});
