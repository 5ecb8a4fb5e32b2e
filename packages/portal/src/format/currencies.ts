import { currencyDecimals } from '@ordermill/kernel';

const frequent = ['EUR', 'USD', 'GBP', 'CHF', 'JPY'];

const labelled = (code: string) => {
  const name = new Intl.DisplayNames(undefined, { type: 'currency', fallback: 'none' }).of(code);
  return { value: code, label: name ? `${code} · ${name}` : code };
};

/** What an order can be priced in, the most frequent first. */
export const currencyOptions = () => {
  const rare = [...currencyDecimals.keys()].filter((code) => !frequent.includes(code)).sort();
  return [...frequent, ...rare].map(labelled);
};
