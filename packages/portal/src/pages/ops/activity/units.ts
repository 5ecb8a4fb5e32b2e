const rounded = (digits: number) => new Intl.NumberFormat('en', { maximumFractionDigits: digits });
// A figure and its unit stay on one line.
const space = '\u00a0';
const whole = rounded(0);
const fine = rounded(1);

/** `0`, `2.5`, `1,204`. */
export const quantity = (count: number): string => (count < 10 ? fine : whole).format(count);

/** `0 s`, `1.5 s`, `12 min`. */
export const seconds = (value: number): string => {
  if (value < 120) return `${quantity(value)}${space}s`;
  return value < 7_200 ? `${whole.format(value / 60)}${space}min` : `${whole.format(value / 3_600)}${space}h`;
};

/** `4 ms`, `850 ms`, `1.2 s`. */
export const milliseconds = (value: number): string =>
  value < 1_000 ? `${whole.format(value)}${space}ms` : seconds(value / 1_000);
