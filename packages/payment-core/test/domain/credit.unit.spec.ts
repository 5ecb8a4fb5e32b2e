import { given } from '@ordermill/eventing/testing';
import { expect } from 'chai';
import {
  type Credit,
  type CreditCommand,
  type CreditEvent,
  creditVerdict,
  decideCredit,
  evolveCredit,
} from '../../src/domain/credit.js';

const at = '2026-01-02T03:04:05.678Z';
const stated = { time: at, actor: 'payment' };
const charge = (amount: string, currency = 'EUR') => ({ userId: 'ada', amount, currency });
const used = (orderId: string, amount: string, currency = 'EUR'): CreditEvent => ({
  type: 'credit.used',
  ...stated,
  data: { orderId, amount, currency },
});
const freed = (orderId: string, amount: string, refundId = 'r1'): CreditEvent => ({
  type: 'credit.freed',
  ...stated,
  data: { orderId, amount, currency: 'EUR', refundId },
});
const use = (orderId: string, amount: string, currency = 'EUR', limit = '1000.00'): CreditCommand => ({
  type: 'use',
  orderId,
  charge: charge(amount, currency),
  limit,
  at,
});
const free = (orderId: string, amount: string, refundId = 'r1'): CreditCommand => ({
  type: 'free',
  orderId,
  refundId,
  amount,
  currency: 'EUR',
  at,
});

const aCredit = (...events: readonly CreditEvent[]) =>
  given<Credit, CreditCommand, CreditEvent>(events, { decide: decideCredit, evolve: evolveCredit, initial: undefined });
const after = (...events: readonly CreditEvent[]): Credit => events.reduce<Credit>(evolveCredit, undefined);

describe('Credit', () => {
  it('is used once for an order, and freed by what is given back', () => {
    aCredit().when(use('o1', '600.00')).then(used('o1', '600.00'));
    aCredit(used('o1', '600.00')).when(use('o1', '600.00')).then();
    aCredit(used('o1', '600.00')).when(free('o1', '100.00')).then(freed('o1', '100.00'));
    aCredit(used('o1', '600.00'), freed('o1', '600.00'))
      .when(free('o1', '600.00', 'r2'))
      .then();
    aCredit().when(free('o1', '600.00')).then();
  });

  it('is freed once by each refund, however often that is told', () => {
    const partly = [used('o1', '600.00'), freed('o1', '100.00')];
    aCredit(...partly)
      .when(free('o1', '100.00'))
      .then();
    aCredit(...partly)
      .when(free('o1', '100.00', 'r2'))
      .then(freed('o1', '100.00', 'r2'));
  });

  it('is granted up to the limit and not beyond', () => {
    const owed = used('o1', '600.00');
    aCredit(owed).when(use('o2', '400.00')).then(used('o2', '400.00'));
    aCredit(owed).when(use('o2', '400.01')).then();
    aCredit(owed, freed('o1', '0.01')).when(use('o2', '400.01')).then(used('o2', '400.01'));
  });

  it('is judged at once for a user of twenty thousand orders', () => {
    const orders = Array.from({ length: 20_000 }, (_, index) => used(`o${index}`, '0.01'));
    aCredit(...orders)
      .when(use('another', '800.00'))
      .then(used('another', '800.00'));
    aCredit(...orders)
      .when(use('another', '800.01'))
      .then();
  }).timeout(2_000);

  it('tells of every order whether it was granted, and why', () => {
    const credit = after(used('o1', '600.00'));
    expect(creditVerdict('o1', credit)).to.include({ approved: true, policy: 'credit-limit' });
    expect(creditVerdict('o2', credit)).to.include({ approved: false, reason: 'the total would exceed the credit limit' });
  });

  it('counts each currency for itself, in its own decimals', () => {
    const owed = used('o1', '1000.00');
    aCredit(owed)
      .when(use('o2', '1000.00', 'USD'))
      .then(used('o2', '1000.00', 'USD'));
    aCredit(owed)
      .when(use('o2', '1000', 'JPY', '1000.50'))
      .then(used('o2', '1000', 'JPY'));
    aCredit(owed)
      .when(use('o2', '1001', 'JPY', '1000.50'))
      .then();
    aCredit(owed)
      .when(use('o2', '1000.501', 'KWD', '1000.50'))
      .then();
  });
});
