import { expect } from 'chai';
import { timersAfter } from '../../src/adapters/payment-timers.js';
import type { PaymentEvent } from '../../src/domain/events.js';

const stated = { time: '2026-01-02T03:04:05.678Z', actor: 'payment' };
const charge = { userId: 'ada', amount: '20.00', currency: 'EUR' };
const confirmed = (policy: string, attemptId: string | null, reference: string | null): PaymentEvent => ({
  type: 'payment.confirmed',
  ...stated,
  data: { ...charge, decision: { policy, reason: 'it is right', seed: null }, attemptId, reference },
});

describe('Timers of a payment', () => {
  it('that a policy decides are none, and none are cancelled', () => {
    const declined: PaymentEvent = {
      type: 'payment.declined',
      ...stated,
      data: { ...charge, decision: { policy: 'parity', reason: 'the total is odd', seed: null } },
    };
    for (const event of [confirmed('always', null, null), declined]) expect(timersAfter(event, 'o1')).to.deep.equal([]);
  });

  it('that a card pays end with it', () => {
    expect(timersAfter(confirmed('card', 'a1', 'ref'), 'o1')).to.have.length(2);
  });
});
