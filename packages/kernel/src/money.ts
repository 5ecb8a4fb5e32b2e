import { currencyDecimals } from './currencies.js';
import { invalidField } from './domain-error.js';

/** An exact amount: whole minor units (EUR cents, JPY yen, KWD fils), never negative, within 2^53. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

/** The number of decimals of an ISO 4217 code; throws `invalid_request` on the field `path` when the code is not active. */
export const decimalsOf = (currency: string, path = 'currency'): number => {
  const decimals = currencyDecimals.get(currency);
  if (decimals === undefined) throw invalidField(path, `"${currency.slice(0, 20)}" is not an active ISO 4217 currency code`);
  return decimals;
};

/**
 * Reads a decimal string or a JSON number (`"207.00"`, `207`) exactly.
 * Throws `invalid_request` on the field `path` for another shape, a sign, an exponent, or more decimals than the currency has.
 */
export const parseMoney = (value: string | number, currency: string, path = 'amount'): Money => {
  const decimals = decimalsOf(currency);
  const [, whole, fraction = ''] = /^(\d{1,15})(?:\.(\d+))?$/.exec(String(value)) ?? [];
  if (whole === undefined) throw invalidField(path, 'must be a plain decimal number, such as "207.00"');
  if (fraction.length > decimals) throw invalidField(path, `${currency} has ${decimals} decimals, ${fraction.length} were given`);
  const minor = Number(whole + fraction.padEnd(decimals, '0'));
  if (!Number.isSafeInteger(minor)) throw invalidField(path, 'is too large');
  return { minor, currency };
};

/** The decimal string with the currency's decimals: EUR `"207.00"`, JPY `"100"`. */
export const formatMoney = ({ minor, currency }: Money): string => {
  const decimals = decimalsOf(currency);
  const digits = String(minor).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
};

const sameCurrency = (a: Money, b: Money): void => {
  if (a.currency !== b.currency) throw new TypeError(`${a.currency} and ${b.currency} cannot be combined`);
};

/** Throws TypeError when the currencies differ, RangeError when the sum is no longer exact. */
export const addMoney = (a: Money, b: Money): Money => {
  sameCurrency(a, b);
  return { minor: exact(a.minor + b.minor), currency: a.currency };
};

/** Never below zero; throws TypeError when the currencies differ. */
export const subtractMoney = (a: Money, b: Money): Money => {
  sameCurrency(a, b);
  return { minor: Math.max(0, a.minor - b.minor), currency: a.currency };
};

/** `quantity` is a whole number; throws RangeError when the product is no longer exact. */
export const multiplyMoney = (price: Money, quantity: number): Money => ({
  minor: exact(price.minor * quantity),
  currency: price.currency,
});

/** Negative, zero or positive as `a` is less than, equal to or more than `b`; throws TypeError when the currencies differ. */
export const compareMoney = (a: Money, b: Money): number => {
  sameCurrency(a, b);
  return a.minor - b.minor;
};

const exact = (minor: number): number => {
  if (!Number.isSafeInteger(minor)) throw new RangeError('the amount is beyond what can be computed exactly');
  return minor;
};
