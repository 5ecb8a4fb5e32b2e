import type { Page } from '@ordermill/contracts';
import { cursorOf } from '@ordermill/service-kit';

type Item = Readonly<Record<string, unknown>>;

/** What a list is ordered by: a time, then a key, both as the services order them. */
export interface Order {
  readonly time: string;
  readonly key: string;
  readonly direction: 'ascending' | 'descending';
}

const textOf = (item: Item, name: string): string => String(item[name]);
const compareTexts = (a: string, b: string): number => Number(a > b) - Number(a < b);

/** One page out of a page of every service, which all begin after the same place. */
export const mergePages = (pages: readonly Page<Item>[], { time, key, direction }: Order, limit: number): Page<Item> => {
  const compare = (a: Item, b: Item): number =>
    compareTexts(textOf(a, time), textOf(b, time)) || compareTexts(textOf(a, key), textOf(b, key));
  const all = pages.flatMap(({ data }) => data).toSorted((a, b) => (direction === 'ascending' ? compare(a, b) : compare(b, a)));
  const data = all.slice(0, limit);
  const last = data.at(-1);
  const hasMore = all.length > limit || pages.some(({ nextCursor }) => nextCursor !== null);
  return {
    data,
    nextCursor: hasMore && last ? cursorOf({ time: new Date(textOf(last, time)), key: textOf(last, key) }) : null,
  };
};

/** The sum of every number, by name. */
export const addUp = (counts: readonly Readonly<Record<string, number>>[]): Record<string, number> => {
  const sums: Record<string, number> = {};
  for (const [name, count] of counts.flatMap(Object.entries<number>)) sums[name] = (sums[name] ?? 0) + count;
  return sums;
};
