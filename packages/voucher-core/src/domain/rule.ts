import { compareMoney, parseMoney, subtractMoney } from '@ordermill/kernel';

/** An order of `currency` whose charged amount is strictly above `threshold` earns `value`. */
export interface VoucherRule {
  readonly threshold: string;
  readonly value: string;
  readonly currency: string;
  /** Milliseconds until a voucher expires. */
  readonly timeToLive: number;
}

export interface EarningOrder {
  readonly userId: string;
  readonly amount: string;
  readonly currency: string;
  readonly discount: string;
}

export const earns = ({ amount, currency, discount }: EarningOrder, rule: VoucherRule): boolean => {
  if (currency !== rule.currency) return false;
  const charged = subtractMoney(parseMoney(amount, currency), parseMoney(discount, currency));
  return compareMoney(charged, parseMoney(rule.threshold, currency)) > 0;
};
