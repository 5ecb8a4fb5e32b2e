const plainFormat = new Intl.NumberFormat('en');

/** `12,345`. */
export const numeral = (count: number): string => plainFormat.format(count);

/** `1 letter`, `1,204 letters`. */
export const counted = (count: number, one: string, many = `${one}s`): string => `${numeral(count)} ${count === 1 ? one : many}`;

export const sumOf = <Item>(items: readonly Item[], count: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + count(item), 0);

/** `0 s`, `48 s`, `12 min`, `3 h`. */
export const duration = (seconds: number): string => {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  return seconds < 7_200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3_600)} h`;
};
