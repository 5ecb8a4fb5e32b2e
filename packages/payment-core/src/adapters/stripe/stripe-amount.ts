import { decimalsOf, parseMoney } from '@ordermill/kernel';

// https://docs.stripe.com/currencies#special-cases and #zero-decimal
const decimalsAtStripe: ReadonlyMap<string, number> = new Map([
  ['ISK', 2],
  ['UGX', 2],
  ['MGA', 0],
]);

const threeDecimals = 3;

/** An amount in what Stripe takes for the currency's smallest unit; undefined where Stripe has none that small. */
export const stripeAmount = (amount: string, currency: string): number | undefined => {
  const decimals = decimalsOf(currency);
  const { minor } = parseMoney(amount, currency);
  const units = minor * 10 ** ((decimalsAtStripe.get(currency) ?? decimals) - decimals);
  // Of three decimals the last must be 0.
  const isExact = Number.isInteger(units) && (decimals !== threeDecimals || units % 10 === 0);
  return isExact ? units : undefined;
};
