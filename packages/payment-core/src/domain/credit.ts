import type { Happened } from '@ordermill/contracts';
import { addMoney, compareMoney, decimalsOf, type Money, parseMoney, subtractMoney } from '@ordermill/kernel';
import type { Charge } from './charge.js';
import type { Verdict } from './policy.js';

interface Owed {
  readonly orderId: string;
  readonly amount: string;
  readonly currency: string;
}

/** Stay inside: what a user owes for orders that are open or captured. */
export type CreditEvent = Happened<'credit.used', Owed> | Happened<'credit.freed', Owed & { readonly refundId?: string }>;

/** All that a user has used and freed, the newest first. One more is one step, however many there are: a map would be copied for each. */
export type Credit = { readonly newest: CreditEvent; readonly before: Credit } | undefined;

export type CreditCommand = { readonly at: string; readonly orderId: string } & (
  | { readonly type: 'use'; readonly charge: Charge; readonly limit: string }
  | { readonly type: 'free'; readonly refundId: string; readonly amount: string; readonly currency: string }
);

export const evolveCredit = (before: Credit, newest: CreditEvent): Credit => ({ newest, before });

const eventsOf = (credit: Credit): readonly CreditEvent[] => {
  const events: CreditEvent[] = [];
  for (let last = credit; last; last = last.before) events.push(last.newest);
  return events.toReversed();
};

/** Open and captured amounts, by order. */
const owedByOrder = (credit: Credit): ReadonlyMap<string, Money> => {
  const owed = new Map<string, Money>();
  for (const { type, data } of eventsOf(credit)) {
    const money = parseMoney(data.amount, data.currency);
    owed.set(data.orderId, type === 'credit.used' ? money : subtractMoney(owed.get(data.orderId) ?? money, money));
  }
  return owed;
};

export const decideCredit = (command: CreditCommand, credit: Credit): readonly CreditEvent[] => {
  const { orderId, at: time } = command;
  const stated = { time, actor: 'payment' };
  const owed = owedByOrder(credit);
  if (command.type === 'use') {
    const { amount, currency } = command.charge;
    return owed.has(orderId) || !isWithin(command.limit, command.charge, owed)
      ? []
      : [{ type: 'credit.used', ...stated, data: { orderId, amount, currency } }];
  }
  const { refundId, amount, currency } = command;
  const isFreed = eventsOf(credit).some(({ type, data }) => type === 'credit.freed' && data.refundId === refundId);
  return isFreed || !owed.get(orderId)?.minor
    ? []
    : [{ type: 'credit.freed', ...stated, data: { orderId, amount, currency, refundId } }];
};

/** What was decided of an order: approved is what uses credit. */
export const creditVerdict = (orderId: string, credit: Credit): Verdict => {
  const approved = owedByOrder(credit).has(orderId);
  const reason = approved ? 'the total stays within the credit limit' : 'the total would exceed the credit limit';
  return { approved, policy: 'credit-limit', reason, seed: null };
};

/** All that the user owes in the currency, this charge included. */
const isWithin = (limit: string, { amount, currency }: Charge, owed: ReadonlyMap<string, Money>): boolean => {
  const all = [...owed.values()].filter((money) => money.currency === currency).reduce(addMoney, parseMoney(amount, currency));
  return compareMoney(all, limitIn(currency, limit)) <= 0;
};

/** The same number in any currency: JPY knows no cents. */
const limitIn = (currency: string, limit: string): Money => {
  const [whole = '0', fraction = ''] = limit.split('.');
  const decimals = fraction.slice(0, decimalsOf(currency));
  return parseMoney(decimals ? `${whole}.${decimals}` : whole, currency);
};
