import type { CloudEvent } from '../event.js';
import { groupBy } from '../group-by.js';
import { Inbox } from '../ports.js';
import { Arrivals } from './arrivals.js';

const keyOf = ({ source, id }: CloudEvent): string => `${source} ${id}`;

/** Remembers as long as the process lives. Handlers that failed beside others are not undone: what counts is `handled`. */
export class InMemoryInbox extends Inbox {
  /** Events in the order in which they were handled for good. */
  readonly handled = new Arrivals<CloudEvent>();
  private readonly known = new Set<string>();
  private readonly tries = new Map<string, number>();

  override async once(events: readonly CloudEvent[], handle: (event: CloudEvent) => Promise<unknown>): Promise<void> {
    const fresh = [...new Map(events.map((event) => [keyOf(event), event])).values()].filter(
      (event) => !this.known.has(keyOf(event)),
    );
    const runs = [...groupBy(fresh, ({ subject }) => subject).values()].map(async (ofOneSubject) => {
      for (const event of ofOneSubject) await handle(event);
    });
    for (const result of await Promise.allSettled(runs)) if (result.status === 'rejected') throw result.reason;
    for (const event of fresh) {
      this.known.add(keyOf(event));
      this.handled.add(event);
    }
  }

  override countTry(body: Uint8Array): Promise<number> {
    const key = Buffer.from(body).toString('base64');
    const tries = (this.tries.get(key) ?? 0) + 1;
    this.tries.set(key, tries);
    return Promise.resolve(tries);
  }

  override forgetTries(body: Uint8Array): Promise<void> {
    this.tries.delete(Buffer.from(body).toString('base64'));
    return Promise.resolve();
  }
}
