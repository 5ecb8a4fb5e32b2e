import { given } from '@ordermill/eventing/testing';
import { expect } from 'chai';
import { evolve } from '../../src/domain/evolve.js';
import type { PaymentEvent } from '../../src/domain/events.js';
import { decide, type PaymentCommand } from '../../src/domain/payment.js';
import type { PaymentState } from '../../src/domain/state.js';
import type { Verdict } from '../../src/domain/policy.js';

const at = '2026-01-02T03:04:05.678Z';
const stated = { time: at, actor: 'payment' };
const charge = { userId: 'ada', amount: '207.00', currency: 'EUR' };
const approval: Verdict = { approved: true, policy: 'always', reason: 'every payment is approved', seed: null };
const { approved: _approved, ...decision } = approval;

const requested = (expiresAt: string | null = null): PaymentEvent => ({
  type: 'payment.requested',
  ...stated,
  data: { ...charge, paymentMode: expiresAt === null ? 'auto' : 'manual', expiresAt },
});
const confirmed: PaymentEvent = {
  type: 'payment.confirmed',
  ...stated,
  data: { ...charge, decision, attemptId: null, reference: null },
};
const declined: PaymentEvent = { type: 'payment.declined', ...stated, data: { ...charge, decision } };
const refunded: PaymentEvent = {
  type: 'payment.refunded',
  ...stated,
  data: { ...charge, refundId: 'r1', reason: 'order_cancelled' },
};
const voided = (reason: string): PaymentEvent => ({ type: 'payment.voided', ...stated, data: { ...charge, reason } });

const auto: PaymentCommand = { type: 'request', charge, terms: { paymentMode: 'auto', verdict: approval }, at };
const manual: PaymentCommand = { type: 'request', charge, terms: { paymentMode: 'manual', expiresAt: at }, at };
const cancel: PaymentCommand = { type: 'cancel', charge, refundId: 'r1', at };
const expire: PaymentCommand = { type: 'expire', at };

const aPayment = (...events: PaymentEvent[]) =>
  given<PaymentState, PaymentCommand, PaymentEvent>(events, {
    decide,
    evolve: (state, event) => evolve(state, event, 'o1'),
    initial: undefined,
  });

describe('Payment', () => {
  it('is decided at once by its policy, once', () => {
    aPayment().when(auto).then(requested(), confirmed);
    aPayment()
      .when({ ...auto, terms: { paymentMode: 'auto', verdict: { ...approval, approved: false } } })
      .then(requested(), declined);
    aPayment(requested(), confirmed).when(auto).then();
  });

  it('waits for the customer in manual mode, until it expires', () => {
    aPayment().when(manual).then(requested(at));
    aPayment(requested(at)).when(expire).then(voided('payment_expired'));
    aPayment(requested(at), confirmed).when(expire).then();
    aPayment().when(expire).then();
  });

  it('is refunded once when the order is cancelled after capture', () => {
    aPayment(requested(), confirmed).when(cancel).then(refunded);
    aPayment(requested(), confirmed, refunded).when(cancel).then();
  });

  it('is voided when the order is cancelled before capture, or before the order is known', () => {
    aPayment(requested(at)).when(cancel).then(voided('order_cancelled'));
    aPayment().when(cancel).then(voided('order_cancelled'));
    aPayment(voided('order_cancelled')).when(auto).then();
    aPayment(voided('order_cancelled')).when(cancel).then();
  });

  it('stays declined when the order is cancelled for it', () => {
    aPayment(requested(), declined).when(cancel).then();
  });

  it('shows its attempts, refunds and who decided', () => {
    const state = [requested(), confirmed, refunded].reduce<PaymentState>(
      (before, event) => evolve(before, event, 'o1'),
      undefined,
    );
    expect(state).to.deep.include({
      orderId: 'o1',
      status: 'refunded',
      policy: 'always',
      version: 3,
      attempts: [{ id: null, number: 1, card: null, status: 'succeeded', reason: 'every payment is approved', createdAt: at }],
      refunds: [{ id: 'r1', amount: '207.00', status: 'succeeded', reason: 'order_cancelled', createdAt: at }],
    });
  });

  it('that cost nothing is voided when its order is cancelled: there is nothing to give back', () => {
    const free = { ...charge, amount: '0.00' };
    const paid: PaymentEvent = { ...confirmed, data: { ...free, decision, attemptId: null, reference: null } };
    aPayment({ ...requested(), data: { ...free, paymentMode: 'auto', expiresAt: null } } as PaymentEvent, paid)
      .when({ ...cancel, charge: free })
      .then({ type: 'payment.voided', ...stated, data: { ...free, reason: 'order_cancelled' } });
  });

  it('that waits is made elsewhere when its order is confirmed: no card is charged then, and a cancellation gives it back', () => {
    const elsewhere: PaymentCommand = { type: 'paid-elsewhere', at };
    const card = { brand: 'visa', lastFour: '4242' };
    const attempted: PaymentEvent = { type: 'payment.attempted', ...stated, data: { attemptId: 'a1', card } };
    const made: PaymentEvent = {
      type: 'payment.confirmed',
      ...stated,
      data: {
        ...charge,
        decision: { policy: 'elsewhere', reason: 'the order was confirmed by a payment elsewhere', seed: null },
        attemptId: null,
        reference: null,
      },
    };
    const codeOf = (code: string) => (error: unknown) => void expect(error).to.have.property('code', code);
    aPayment(requested(at)).when(elsewhere).then(made);
    for (const known of [[], [requested(), confirmed], [requested(at), voided('payment_expired')], [requested(at), made]])
      aPayment(...known)
        .when(elsewhere)
        .then();
    aPayment(requested(at), attempted).when(elsewhere).then(made);
    aPayment(requested(at), attempted, made)
      .when({ type: 'settle', attemptId: 'a1', settlement: { status: 'captured', reference: 'ch_1' }, at })
      .then(
        {
          type: 'payment.confirmed',
          ...stated,
          data: {
            ...charge,
            decision: { policy: 'card', reason: 'the card was charged', seed: null },
            attemptId: 'a1',
            reference: 'ch_1',
          },
        },
        {
          type: 'payment.refund-requested',
          ...stated,
          data: { refundId: 'a1', amount: '207.00', reason: 'paid_elsewhere' },
        },
      );
    aPayment(requested(at), made).when(expire).then();
    aPayment(requested(at), made)
      .when({ type: 'attempt', attemptId: 'a1', card, actor: 'ada', at })
      .thenThrows(codeOf('already_paid'));
    aPayment(requested(at), made).when(cancel).then(refunded);
  });
});
