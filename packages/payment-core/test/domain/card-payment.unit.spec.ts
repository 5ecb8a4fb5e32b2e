import { given } from '@ordermill/eventing/testing';
import { expect } from 'chai';
import type { PaymentEvent } from '../../src/domain/events.js';
import { evolve } from '../../src/domain/evolve.js';
import { decide, type PaymentCommand } from '../../src/domain/payment.js';
import type { PaymentState } from '../../src/domain/state.js';

const at = '2026-01-02T03:04:05.678Z';
const stated = { time: at, actor: 'payment' };
const charge = { userId: 'ada', amount: '207.00', currency: 'EUR' };
const card = { brand: 'visa', lastFour: '4242' };
const reference = 'ch_1';

const requested: PaymentEvent = {
  type: 'payment.requested',
  ...stated,
  data: { ...charge, paymentMode: 'manual', expiresAt: at },
};
const attempted = (attemptId = 'a1'): PaymentEvent => ({
  type: 'payment.attempted',
  time: at,
  actor: 'ada',
  data: { attemptId, card },
});
const failed = (attemptId = 'a1'): PaymentEvent => ({
  type: 'payment.attempt-failed',
  ...stated,
  data: { attemptId, code: 'card_declined' },
});
const decision = { policy: 'card', reason: 'the card was charged', seed: null };
const confirmed: PaymentEvent = {
  type: 'payment.confirmed',
  ...stated,
  data: { ...charge, decision, attemptId: 'a1', reference },
};
const voided = (reason: string): PaymentEvent => ({ type: 'payment.voided', ...stated, data: { ...charge, reason } });
const refundRequested = (refundId: string, amount: string, reason = 'order_cancelled'): PaymentEvent => ({
  type: 'payment.refund-requested',
  ...stated,
  data: { refundId, amount, reason },
});
const refundFailed = (refundId: string): PaymentEvent => ({
  type: 'payment.refund-failed',
  ...stated,
  data: { refundId, code: 'refund_failed' },
});
const refunded = (refundId: string, amount: string, reason = 'order_cancelled'): PaymentEvent => ({
  type: 'payment.refunded',
  ...stated,
  data: { userId: 'ada', currency: 'EUR', refundId, amount, reason },
});

const attempt: PaymentCommand = { type: 'attempt', attemptId: 'a1', card, actor: 'ada', at };
const captured: PaymentCommand = { type: 'settle', attemptId: 'a1', settlement: { status: 'captured', reference }, at };
const declined: PaymentCommand = {
  type: 'settle',
  attemptId: 'a1',
  settlement: { status: 'declined', code: 'card_declined' },
  at,
};
const cancel: PaymentCommand = { type: 'cancel', charge, refundId: 'r1', at };
const refund = (amount?: string, refundId = 'r1'): PaymentCommand => ({
  type: 'refund',
  request: { refundId, amount, reason: 'order_cancelled' },
  actor: 'payment',
  at,
});

const aPayment = (...events: readonly PaymentEvent[]) =>
  given<PaymentState, PaymentCommand, PaymentEvent>(events, {
    decide,
    evolve: (state, event) => evolve(state, event, 'o1'),
    initial: undefined,
  });
const after = (...events: readonly PaymentEvent[]): PaymentState =>
  events.reduce<PaymentState>((state, event) => evolve(state, event, 'o1'), undefined);
const code = (expected: string) => (error: unknown) => expect(error).to.have.property('code', expected);

describe('A payment by card', () => {
  it('is recorded before the gateway is asked, and confirmed by its answer, once', () => {
    aPayment(requested).when(attempt).then(attempted());
    aPayment(requested, attempted()).when(captured).then(confirmed);
    aPayment(requested, attempted(), confirmed).when(captured).then();
    expect(after(requested, attempted())?.attempts).to.deep.equal([
      { id: 'a1', number: 1, status: 'processing', reason: null, card, createdAt: at },
    ]);
    expect(after(requested, attempted(), confirmed)).to.deep.include({ status: 'confirmed', reference });
  });

  it('can be tried again after it was declined', () => {
    aPayment(requested, attempted()).when(declined).then(failed());
    aPayment(requested, attempted(), failed()).when(declined).then();
    expect(after(requested, attempted(), failed())).to.include({ status: 'pending', reason: 'card_declined' });
    aPayment(requested, attempted(), failed())
      .when({ ...attempt, attemptId: 'a2' })
      .then(attempted('a2'));
  });

  it('is tried by one at a time, while there is something to pay, and where a card is to pay it', () => {
    const auto: PaymentEvent = { ...requested, data: { ...charge, paymentMode: 'auto', expiresAt: null } };
    aPayment(requested, attempted())
      .when({ ...attempt, attemptId: 'a2' })
      .thenThrows(code('payment_in_progress'));
    aPayment(requested, attempted(), confirmed)
      .when({ ...attempt, attemptId: 'a2' })
      .thenThrows(code('already_paid'));
    aPayment(requested, voided('order_cancelled')).when(attempt).thenThrows(code('payment_not_payable'));
    aPayment(auto).when(attempt).thenThrows(code('payment_not_manual'));
    aPayment().when(attempt).thenThrows(code('payment_not_found'));
  });

  it('is recorded once, by whoever comes again with the same attempt too', () => {
    aPayment(requested, attempted()).when(attempt).then();
    aPayment(requested, attempted(), confirmed).when(attempt).then();
    aPayment(requested, attempted(), failed()).when(attempt).then();
  });

  it('that succeeds after the order was cancelled, or has expired, goes back', () => {
    for (const reason of ['order_cancelled', 'payment_expired'])
      aPayment(requested, attempted(), voided(reason)).when(captured).then(confirmed, refundRequested('a1', '207.00'));
    aPayment(requested, attempted(), voided('order_cancelled')).when(declined).then(failed());
  });

  it('is refunded by the gateway when its order is cancelled', () => {
    aPayment(requested, attempted(), confirmed).when(cancel).then(refundRequested('r1', '207.00'));
    aPayment(requested, attempted(), confirmed, refundRequested('r1', '207.00')).when(cancel).then();
  });

  it('is not refunded before the gateway says so, and not given up when it fails', () => {
    const waiting = [requested, attempted(), confirmed, refundRequested('r1', '207.00')];
    expect(after(...waiting)).to.include({ status: 'confirmed' });
    aPayment(...waiting)
      .when({ type: 'refund-failed', refundId: 'r1', code: 'refund_failed', at })
      .then(refundFailed('r1'));
    expect(after(...waiting, refundFailed('r1'))).to.include({ status: 'confirmed' });
    expect(after(...waiting, refundFailed('r1'))?.refunds[0]).to.include({ status: 'failed' });
    aPayment(...waiting, refundFailed('r1'))
      .when({ type: 'refund-succeeded', refundId: 'r1', at })
      .then(refunded('r1', '207.00'));
    const done = [...waiting, refundFailed('r1'), refunded('r1', '207.00')];
    expect(after(...done)).to.include({ status: 'refunded' });
    expect(after(...done)?.refunds).to.have.length(1);
    aPayment(...done)
      .when({ type: 'refund-succeeded', refundId: 'r1', at })
      .then();
  });

  it('waits for a refund that is pending, and counts what the gateway refuses', () => {
    const waiting = [requested, attempted(), confirmed, refundRequested('r1', '207.00')];
    const pending: PaymentEvent = { type: 'payment.refund-pending', ...stated, data: { refundId: 'r1' } };
    const ask: PaymentCommand = { type: 'refund-pending', refundId: 'r1', at };
    aPayment(...waiting)
      .when(ask)
      .then(pending);
    expect(after(...waiting, refundFailed('r1'), refundFailed('r1'), pending)).to.deep.include({
      status: 'confirmed',
      refunds: after(...waiting)?.refunds,
      refusals: { r1: 2 },
    });
    aPayment(...waiting, pending, refunded('r1', '207.00'))
      .when(ask)
      .then();
  });

  it('is refunded in parts, never above what was captured', () => {
    const paid = [requested, attempted(), confirmed];
    aPayment(...paid)
      .when(refund('200.00'))
      .then(refundRequested('r1', '200.00'));
    const part = [...paid, refundRequested('r1', '200.00'), refunded('r1', '200.00')];
    expect(after(...part)).to.include({ status: 'confirmed' });
    aPayment(...part)
      .when(refund('7.01', 'r2'))
      .thenThrows(code('refund_exceeds_captured'));
    aPayment(...part)
      .when(refund(undefined, 'r2'))
      .then(refundRequested('r2', '7.00'));
    aPayment(...part)
      .when({ ...cancel, refundId: 'r2' })
      .then(refundRequested('r2', '7.00'));
    aPayment(...part, refundRequested('r2', '7.00'))
      .when(refund('0.01', 'r3'))
      .thenThrows(code('refund_exceeds_captured'));
    expect(after(...part, refundRequested('r2', '7.00'), refunded('r2', '7.00'))).to.include({ status: 'refunded' });
  });

  it('is not refunded before it is captured', () => {
    aPayment(requested).when(refund()).thenThrows(code('payment_not_captured'));
    aPayment(requested, voided('order_cancelled')).when(refund()).thenThrows(code('payment_not_captured'));
    aPayment().when(refund()).thenThrows(code('payment_not_found'));
  });
});
