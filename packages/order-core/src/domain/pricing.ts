import { maximumAmount, type OrderItem } from '@ordermill/contracts';
import {
  addMoney,
  compareMoney,
  DomainError,
  formatMoney,
  invalidField,
  type Money,
  multiplyMoney,
  parseMoney,
} from '@ordermill/kernel';

export interface PriceInput {
  readonly currency: string;
  readonly amount?: string | number | undefined;
  readonly items?: readonly { readonly name: string; readonly price: string | number; readonly quantity: number }[] | undefined;
}

export interface Price {
  readonly amount: string;
  readonly items: readonly OrderItem[];
}

/** The total of an order from its amount, its items, or both when they agree; throws DomainError naming the field at fault. */
export const priceOrder = ({ currency, amount, items }: PriceInput): Price => {
  if (amount === undefined && items === undefined) throw invalidField('amount', 'amount or items is required');
  const stated = amount === undefined ? undefined : priceOf(amount, currency, 'amount');
  const lines = (items ?? []).map((item, index) => ({ ...item, price: priceOf(item.price, currency, `items.${index}.price`) }));
  const sum = items && total(lines, currency);
  if (stated && sum && compareMoney(stated, sum) !== 0) throw totalMismatch(stated, sum);
  const agreed = stated ?? sum ?? { minor: 0, currency };
  return { amount: formatMoney(agreed), items: lines.map((line) => ({ ...line, price: formatMoney(line.price) })) };
};

const priceOf = (value: string | number, currency: string, path: string): Money => {
  const money = parseMoney(value, currency, path);
  if (money.minor === 0) throw invalidField(path, 'must be more than zero');
  return withinMaximum(money, path);
};

const total = (lines: readonly { readonly price: Money; readonly quantity: number }[], currency: string): Money =>
  lines.reduce<Money>((sum, line) => withinMaximum(addMoney(sum, lineTotal(line)), 'items'), { minor: 0, currency });

const lineTotal = ({ price, quantity }: { readonly price: Money; readonly quantity: number }): Money => {
  if (!Number.isSafeInteger(price.minor * quantity)) throw tooMuch('items');
  return withinMaximum(multiplyMoney(price, quantity), 'items');
};

const withinMaximum = (money: Money, path: string): Money => {
  const decimals = formatMoney(money).split('.')[1]?.length ?? 0;
  const [whole = '', cents = ''] = maximumAmount.split('.');
  const maximum = parseMoney(decimals === 0 ? whole : `${whole}.${cents.padEnd(decimals, '0')}`, money.currency);
  if (compareMoney(money, maximum) > 0) throw tooMuch(path);
  return money;
};

const tooMuch = (path: string): DomainError => invalidField(path, `must be at most ${maximumAmount}`);

const totalMismatch = (stated: Money, sum: Money): DomainError => {
  const message = `the items add up to ${formatMoney(sum)} ${sum.currency}, not ${formatMoney(stated)}`;
  return new DomainError('unprocessable', 'total_mismatch', message, { errors: [{ path: 'amount', message }] });
};
