/** What tells when an event belongs in a history that several services, each with a clock of its own, have written. */
export interface Dated {
  readonly id: string;
  readonly source: string;
  /** ISO 8601 in UTC. */
  readonly time: string;
  /** Grows with each event of a stream of its source. */
  readonly version: number;
  readonly causationId: string | null;
}

/**
 * Every event after the one that caused it; else by time, where no event is earlier than those before it of the same source; else by source, version
 * and id. The order does not depend on that of the events given. Events that claim to have caused each other come last.
 */
export const causalOrder = <Event extends Dated>(events: readonly Event[]): readonly Event[] => {
  const waiting = byTime(events);
  const ids = new Set(waiting.map(({ id }) => id));
  const ordered: Event[] = [];
  while (waiting.length > 0) {
    const ready = waiting.findIndex(({ id, causationId }) => causationId === null || causationId === id || !ids.has(causationId));
    const [next] = waiting.splice(Math.max(ready, 0), 1);
    if (!next) break;
    ordered.push(next);
    if (!waiting.some(({ id }) => id === next.id)) ids.delete(next.id);
  }
  return ordered;
};

const byTime = <Event extends Dated>(events: readonly Event[]): Event[] => {
  const latest = new Map<string, string>();
  const timed = events.toSorted(compare(({ version }) => version, timeOf, idOf)).map((event) => {
    const { source, time } = event;
    const at = maximum(latest.get(source) ?? time, time);
    latest.set(source, at);
    return { event, at };
  });
  return timed
    .toSorted(
      compare(
        ({ at }) => at,
        ({ event }) => event.source,
        ({ event }) => event.version,
        ({ event }) => event.time,
        ({ event }) => event.id,
      ),
    )
    .map(({ event }) => event);
};

const timeOf = ({ time }: Dated): string => time;
const idOf = ({ id }: Dated): string => id;

const maximum = (one: string, other: string): string => (one > other ? one : other);

const compare =
  <Item>(...keys: readonly ((item: Item) => string | number)[]) =>
  (one: Item, other: Item): number => {
    for (const key of keys) {
      const [a, b] = [key(one), key(other)];
      if (a !== b) return a < b ? -1 : 1;
    }
    return 0;
  };
