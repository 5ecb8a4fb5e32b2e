import { EventEmitter, once } from 'node:events';

/** A list that grows while a test waits for it. */
export class Arrivals<Item> {
  private readonly items: Item[] = [];
  private readonly events = new EventEmitter().setMaxListeners(0);

  get all(): readonly Item[] {
    return this.items;
  }

  add(item: Item): void {
    this.items.push(item);
    this.events.emit('arrival');
  }

  /** Resolves with the list as soon as it holds so many, and those that are in it by then. */
  async count(least: number): Promise<readonly Item[]> {
    return this.until((items) => items.length >= least);
  }

  async until(condition: (items: readonly Item[]) => boolean): Promise<readonly Item[]> {
    while (!condition(this.items)) await once(this.events, 'arrival');
    return [...this.items];
  }
}
