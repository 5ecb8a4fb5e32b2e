import {
  addMoney,
  currencyDecimals,
  DomainError,
  formatMoney,
  type Money,
  multiplyMoney,
  parseMoney,
  subtractMoney,
} from '@ordermill/kernel';

type ExactNumber = Parameters<Intl.NumberFormat['format']>[0];

/** `207.00`, `EUR` → `€207.00`, in the reader's language and with every decimal. */
export const showMoney = (amount: string, currency: string, locale?: string): string => {
  const decimals = amount.split('.')[1]?.length ?? 0;
  const options = { style: 'currency', currency, minimumFractionDigits: decimals, maximumFractionDigits: decimals } as const;
  // A decimal string is formatted exactly, which the type allows for literals alone.
  return new Intl.NumberFormat(locale, options).format(amount as ExactNumber);
};

interface Line {
  readonly price: string;
  readonly quantity: number;
}

/** What somebody has typed as a decimal: with a comma where the reader's language writes one. */
export const typedDecimal = (text: string, locale?: string): string => {
  const writesCommas = new Intl.NumberFormat(locale).format(0.5).includes(',');
  return writesCommas ? text.trim().replace(',', '.') : text.trim();
};

const read = (price: string, currency: string): Money | undefined => {
  try {
    return parseMoney(typedDecimal(price), currency);
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
};

/** Why a price cannot be, or null. */
export const priceProblem = (price: string, currency: string): string | null => {
  const decimals = currencyDecimals.get(currency) ?? 0;
  const example = new Intl.NumberFormat(undefined, { minimumFractionDigits: decimals }).format(207);
  const money = read(price, currency);
  if (!money) return `Enter an amount like ${example}`;
  return money.minor > 0 ? null : 'Enter an amount above zero';
};

/** The exact sum of the lines that have a price and a quantity; null when it is too large to be exact. */
export const totalOf = (lines: readonly Line[], currency: string): string | null => {
  try {
    const amounts = lines.flatMap(({ price, quantity }) => {
      const money = read(price, currency);
      return money && Number.isSafeInteger(quantity) && quantity > 0 ? [multiplyMoney(money, quantity)] : [];
    });
    return formatMoney(amounts.reduce(addMoney, { minor: 0, currency }));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

const combine =
  (operation: (a: Money, b: Money) => Money) =>
  (a: string, b: string, currency: string): string =>
    formatMoney(operation(parseMoney(a, currency), parseMoney(b, currency)));

export const sum = combine(addMoney);
export const difference = combine(subtractMoney);

export const isZero = (amount: string): boolean => /^[0.]+$/.test(amount);
