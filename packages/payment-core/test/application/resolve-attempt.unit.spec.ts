import { InMemoryStreams } from '@ordermill/eventing/testing';
import { expect } from 'chai';
import { attemptOf, timersAfter } from '../../src/adapters/payment-timers.js';
import { type Charging, PaymentGateway } from '../../src/application/payment-gateway.js';
import { ResolveAttempt } from '../../src/application/resolve-attempt.js';
import type { Settlement } from '../../src/domain/attempts.js';
import type { PaymentEvent } from '../../src/domain/events.js';
import { evolve } from '../../src/domain/evolve.js';
import type { PaymentState } from '../../src/domain/state.js';

const stated = { time: '2026-01-02T03:04:05.678Z', actor: 'payment' };
const charge = { userId: 'ada', amount: '20.00', currency: 'EUR' };
const attempted = (attemptId: string): PaymentEvent => ({
  type: 'payment.attempted',
  ...stated,
  data: { attemptId, card: { brand: 'visa', lastFour: '4242' } },
});

class RecordingGateway extends PaymentGateway {
  readonly asked: string[] = [];
  override charge = () => Promise.reject(new Error('nothing is charged here'));
  override refund = () => Promise.reject(new Error('nothing is refunded here'));
  override resolve = ({ attemptId }: Charging): Promise<Settlement> => {
    this.asked.push(attemptId);
    return Promise.resolve({ status: 'declined', code: 'not_processed' });
  };
}

describe('An attempt that nobody has heard of again', () => {
  it('is resolved by its own timer, and by no other', async () => {
    const keys: string[] = [];
    const payments = new InMemoryStreams<PaymentState, PaymentEvent>(undefined, evolve, (id, events, payment) => {
      for (const change of events.flatMap((event) => timersAfter(event, id, payment)))
        if ('set' in change) keys.push(change.set.key);
    });
    const gateway = new RecordingGateway();
    const resolve = new ResolveAttempt(payments, gateway, { now: () => new Date(stated.time) });
    await payments.change('o1', () => [
      { type: 'payment.requested', ...stated, data: { ...charge, paymentMode: 'manual', expiresAt: null } },
      attempted('a1'),
      { type: 'payment.attempt-failed', ...stated, data: { attemptId: 'a1', code: 'card_declined' } },
      attempted('a2'),
    ]);
    const [first = '', second = ''] = keys;
    await resolve.execute({ orderId: 'o1', attemptId: attemptOf(first) });
    expect(gateway.asked).to.deep.equal([]);
    const payment = await resolve.execute({ orderId: 'o1', attemptId: attemptOf(second) });
    expect(gateway.asked).to.deep.equal(['a2']);
    expect(payment?.attempts.map(({ status }) => status)).to.deep.equal(['declined', 'declined']);
  });
});
