import { given } from '@ordermill/eventing/testing';
import { expect } from 'chai';
import {
  type Credit,
  type CreditCommand,
  type CreditEvent,
  decideCredit,
  evolveCredit,
  judgeCredit,
} from '../../src/domain/credit.js';

const at = '2026-01-02T03:04:05.678Z';
const stated = { time: at, actor: 'payment' };
const charge = (amount: string, currency = 'EUR') => ({ userId: 'ada', amount, currency });
const used = (orderId: string, amount: string, currency = 'EUR'): CreditEvent => ({
  type: 'credit.used',
  ...stated,
  data: { orderId, amount, currency },
});
const freed = (orderId: string, amount: string): CreditEvent => ({
  type: 'credit.freed',
  ...stated,
  data: { orderId, amount, currency: 'EUR' },
});
const use = (orderId: string, amount: string): CreditCommand => ({ type: 'use', orderId, charge: charge(amount), at });
const free = (orderId: string, amount: string): CreditCommand => ({ type: 'free', orderId, amount, currency: 'EUR', at });

const aCredit = (...events: readonly CreditEvent[]) =>
  given<Credit, CreditCommand, CreditEvent>(events, { decide: decideCredit, evolve: evolveCredit, initial: new Map() });
const after = (...events: readonly CreditEvent[]): Credit => events.reduce<Credit>(evolveCredit, new Map());

describe('Credit', () => {
  it('is used once for an order, and freed by what is given back', () => {
    aCredit().when(use('o1', '600.00')).then(used('o1', '600.00'));
    aCredit(used('o1', '600.00')).when(use('o1', '600.00')).then();
    aCredit(used('o1', '600.00')).when(free('o1', '100.00')).then(freed('o1', '100.00'));
    aCredit(used('o1', '600.00'), freed('o1', '600.00')).when(free('o1', '600.00')).then();
    aCredit().when(free('o1', '600.00')).then();
  });

  it('is granted up to the limit and not beyond', () => {
    const owed = after(used('o1', '600.00'));
    expect(judgeCredit(charge('400.00'), owed, '1000.00')).to.include({ approved: true, policy: 'credit-limit' });
    expect(judgeCredit(charge('400.01'), owed, '1000.00')).to.include({ approved: false });
    expect(judgeCredit(charge('400.01'), after(used('o1', '600.00'), freed('o1', '0.01')), '1000.00')).to.include({
      approved: true,
    });
  });

  it('counts each currency for itself, in its own decimals', () => {
    const owed = after(used('o1', '1000.00'));
    expect(judgeCredit(charge('1000.00', 'USD'), owed, '1000.00')).to.include({ approved: true });
    expect(judgeCredit(charge('1000', 'JPY'), owed, '1000.50')).to.include({ approved: true });
    expect(judgeCredit(charge('1001', 'JPY'), owed, '1000.50')).to.include({ approved: false });
    expect(judgeCredit(charge('1000.501', 'KWD'), owed, '1000.50')).to.include({ approved: false });
  });
});
