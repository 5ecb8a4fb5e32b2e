import type { Happened } from '@ordermill/contracts';
import { addMoney, compareMoney, decimalsOf, type Money, parseMoney, subtractMoney } from '@ordermill/kernel';
import type { Charge } from './charge.js';
import type { Verdict } from './policy.js';

/** Stay inside: what a user owes for orders that are open or captured. */
export type CreditEvent =
  | Happened<'credit.used', { readonly orderId: string; readonly amount: string; readonly currency: string }>
  | Happened<'credit.freed', { readonly orderId: string; readonly amount: string; readonly currency: string }>;

/** A user's open and captured amounts, by order. */
export type Credit = ReadonlyMap<string, Money>;

export type CreditCommand = { readonly at: string; readonly orderId: string } & (
  | { readonly type: 'use'; readonly charge: Charge; readonly limit: string }
  | { readonly type: 'free'; readonly amount: string; readonly currency: string }
);

export const evolveCredit = (credit: Credit, { type, data: { orderId, amount, currency } }: CreditEvent): Credit => {
  const money = parseMoney(amount, currency);
  const left = type === 'credit.used' ? money : subtractMoney(credit.get(orderId) ?? money, money);
  return new Map([...credit, [orderId, left]]);
};

export const decideCredit = (command: CreditCommand, credit: Credit): readonly CreditEvent[] => {
  const { type, orderId, at: time } = command;
  const stated = { time, actor: 'payment' };
  if (type === 'use') {
    const { amount, currency } = command.charge;
    return credit.has(orderId) || !isWithin(command.limit, command.charge, credit)
      ? []
      : [{ type: 'credit.used', ...stated, data: { orderId, amount, currency } }];
  }
  const { amount, currency } = command;
  return credit.get(orderId)?.minor ? [{ type: 'credit.freed', ...stated, data: { orderId, amount, currency } }] : [];
};

/** What was decided of an order: approved is what uses credit. */
export const creditVerdict = (orderId: string, credit: Credit): Verdict => {
  const approved = credit.has(orderId);
  const reason = approved ? 'the total stays within the credit limit' : 'the total would exceed the credit limit';
  return { approved, policy: 'credit-limit', reason, seed: null };
};

/** All that the user owes in the currency, this charge included. */
const isWithin = (limit: string, { amount, currency }: Charge, credit: Credit): boolean => {
  const owed = [...credit.values()].filter((money) => money.currency === currency).reduce(addMoney, parseMoney(amount, currency));
  return compareMoney(owed, limitIn(currency, limit)) <= 0;
};

/** The same number in any currency: JPY knows no cents. */
const limitIn = (currency: string, limit: string): Money => {
  const [whole = '0', fraction = ''] = limit.split('.');
  const decimals = fraction.slice(0, decimalsOf(currency));
  return parseMoney(decimals ? `${whole}.${decimals}` : whole, currency);
};
