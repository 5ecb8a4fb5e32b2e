import { expect } from 'chai';
import { timersAfter } from '../../src/adapters/payment-timers.js';
import type { PaymentEvent } from '../../src/domain/events.js';
import { evolve } from '../../src/domain/evolve.js';
import type { PaymentState } from '../../src/domain/state.js';

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
    for (const event of [confirmed('always', null, null), declined])
      expect(timersAfter(event, 'o1', undefined)).to.deep.equal([]);
  });

  it('that a card pays end with it, and its expiry ends with whatever pays it', () => {
    const waiting: PaymentEvent = {
      type: 'payment.requested',
      ...stated,
      data: { ...charge, paymentMode: 'manual', expiresAt: stated.time },
    };
    const manual = evolve(undefined, waiting, 'o1');
    const keys = [{ cancel: 'attempt-a1' }, { cancel: 'expiry-o1' }];
    expect(timersAfter(confirmed('card', 'a1', 'ref'), 'o1', manual)).to.deep.equal(keys);
    expect(timersAfter(confirmed('elsewhere', null, null), 'o1', manual)).to.deep.equal(keys.slice(1));
  });

  it('come for a refund that is refused again and again later each time, at last every six hours', () => {
    const decision = { policy: 'card', reason: 'the card was charged', seed: null };
    const before: readonly PaymentEvent[] = [
      { type: 'payment.requested', ...stated, data: { ...charge, paymentMode: 'manual', expiresAt: null } },
      { type: 'payment.confirmed', ...stated, data: { ...charge, decision, attemptId: 'a1', reference: 'ref' } },
      { type: 'payment.refund-requested', ...stated, data: { refundId: 'r1', amount: '20.00', reason: 'requested' } },
    ];
    const refused: PaymentEvent = { type: 'payment.refund-failed', ...stated, data: { refundId: 'r1', code: 'disputed' } };
    const minutesAfter = (times: number): number => {
      const events = [...before, ...Array.from({ length: times }, () => refused)];
      const state = events.reduce<PaymentState>((payment, event) => evolve(payment, event, 'o1'), undefined);
      const [timer] = timersAfter(refused, 'o1', state);
      return timer && 'set' in timer ? (timer.set.due.getTime() - Date.parse(stated.time)) / 60_000 : 0;
    };
    expect([1, 2, 3, 9, 10, 50].map(minutesAfter)).to.deep.equal([1, 2, 4, 256, 360, 360]);
  });
});
