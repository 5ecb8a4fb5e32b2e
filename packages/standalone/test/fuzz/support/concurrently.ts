/** Does the work for every item, so many at a time, in order of the items. */
export const concurrently = async <Item>(
  width: number,
  items: Iterable<Item>,
  work: (item: Item, index: number) => Promise<unknown>,
): Promise<void> => {
  const iterator: Iterator<Item, unknown> = items[Symbol.iterator]();
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let item = iterator.next(); !item.done; item = iterator.next()) await work(item.value, next++);
  };
  await Promise.all(Array.from({ length: width }, worker));
};
