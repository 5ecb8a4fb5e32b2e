import { InMemoryStreams } from '@ordermill/eventing/testing';
import { expect } from 'chai';
import { CancelPayment } from '../../src/application/cancel-payment.js';
import { FreeCredit } from '../../src/application/free-credit.js';
import { RequestPayment } from '../../src/application/request-payment.js';
import { type Credit, type CreditEvent, evolveCredit } from '../../src/domain/credit.js';
import type { PaymentEvent } from '../../src/domain/events.js';
import { evolve } from '../../src/domain/evolve.js';
import type { PaymentState } from '../../src/domain/state.js';

describe('The credit-limit policy', () => {
  const clock = { now: () => new Date('2026-01-02T03:04:05.678Z') };
  const payments = new InMemoryStreams<PaymentState, PaymentEvent>(undefined, evolve);
  const credits = new InMemoryStreams<Credit, CreditEvent>(undefined, evolveCredit);
  const request = new RequestPayment(payments, credits, clock, { policy: { creditLimit: '1000.00' }, seed: 's', expiry: 1 });
  const order = (userId: string, amount: string) =>
    ({ userId, amount, currency: 'EUR', discount: '0.00', description: '', paymentMode: 'auto' }) as const;
  const statusOf = async (orderId: string, userId: string, amount: string) =>
    (await request.execute({ orderId, order: order(userId, amount) }))?.status;

  it('approves what a user owes up to the limit, whatever others owe, and decides once', async () => {
    expect(await statusOf('o1', 'ada', '600.00')).to.equal('confirmed');
    expect(await statusOf('o1', 'ada', '600.00')).to.equal('confirmed');
    expect(await statusOf('o2', 'ada', '400.01')).to.equal('declined');
    expect(await statusOf('o3', 'eve', '1000.00')).to.equal('confirmed');
    expect(await statusOf('o4', 'ada', '400.00')).to.equal('confirmed');
    expect(payments.state('o4')).to.include({ policy: 'credit-limit', reason: 'the total stays within the credit limit' });
  });

  it('has room again for what was given back, once', async () => {
    const free = new FreeCredit(credits, clock);
    const refunded = { userId: 'ada', amount: '600.00', currency: 'EUR', refundId: 'r1', reason: 'order_cancelled' };
    await free.execute({ orderId: 'o1', refunded });
    await free.execute({ orderId: 'o1', refunded });
    expect(await statusOf('o5', 'ada', '600.01')).to.equal('declined');
    expect(await statusOf('o6', 'ada', '600.00')).to.equal('confirmed');
  });

  it('uses none for an order that was cancelled before it came', async () => {
    const cancel = new CancelPayment(payments, { next: () => 'r2' }, clock);
    const cancelled = { ...order('bob', '1000.00'), voucherCode: null, reason: 'cancelled_by_user', detail: null };
    await cancel.execute({ orderId: 'o7', order: cancelled });
    expect(await statusOf('o7', 'bob', '1000.00')).to.equal('voided');
    expect(await statusOf('o8', 'bob', '1000.00')).to.equal('confirmed');
  });
});
