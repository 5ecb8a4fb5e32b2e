import { AsyncLocalStorage } from 'node:async_hooks';
import { DomainError } from '@ordermill/kernel';
import { v7 as uuid } from 'uuid';
import { type Catalog, type CloudEvent, type DomainEvent, upcast } from '../event.js';
import { Inbox } from '../ports.js';
import { groupBy } from '../group-by.js';
import type { Database } from './database.js';
import { ConcurrencyConflict } from './errors.js';
import { flushStatement } from './flush.js';
import { recordedEvent } from './recorded-event.js';
import { StreamReader } from './stream-reader.js';
import { countTry, forgetTries } from './tries.js';
import { eventKey, type Receipt, type Stream, type TimerChange, Unit } from './unit.js';

interface Ambient {
  readonly unit: Unit;
  /** The message being handled, which caused whatever is appended meanwhile. */
  readonly cause?: CloudEvent;
}

const conflictsBeforeGivingUp = 20;

/**
 * The ambient transaction of a service. Reads come first, without a lock; all writes go out in one statement at the end.
 * When another transaction was first, the work runs again from its beginning, so that it must have no effect but through the unit.
 */
export class PostgresUnitOfWork extends Inbox {
  private readonly ambient = new AsyncLocalStorage<Ambient>();
  private readonly reader: StreamReader;
  private readonly listeners: ((unit: Unit) => void)[] = [];

  constructor(
    readonly database: Database,
    private readonly catalog: Catalog,
  ) {
    super();
    this.reader = new StreamReader(database, catalog);
  }

  /** Calls `listener` with what was written, after every commit of this process. */
  onCommit(listener: (unit: Unit) => void): void {
    this.listeners.push(listener);
  }

  /** Runs `work` in the ambient unit, or in a new one that commits when `work` has resolved. */
  async run<T>(work: (unit: Unit) => Promise<T>): Promise<T> {
    const ambient = this.ambient.getStore();
    if (ambient) return work(ambient.unit);
    for (let conflicts = 0; ; conflicts += 1) {
      const unit = new Unit();
      try {
        const result = await this.ambient.run({ unit }, () => work(unit));
        await this.commit(unit);
        return result;
      } catch (error) {
        if (!(error instanceof ConcurrencyConflict)) throw error;
        if (conflicts === conflictsBeforeGivingUp)
          throw new DomainError('unavailable', 'concurrent_update', 'too many concurrent updates, try again', { cause: error });
      }
    }
  }

  /** Runs `work` outside the ambient unit: what it changes is committed when it resolves, whatever becomes of the rest. */
  apart<T>(work: () => Promise<T>): Promise<T> {
    return this.ambient.exit(work);
  }

  override once(
    events: readonly CloudEvent[],
    handle: (event: CloudEvent) => Promise<unknown>,
    triesOf: (event: CloudEvent) => number = firstTry,
  ): Promise<void> {
    return this.run(async (unit) => {
      const fresh = await this.notHandledBefore(events);
      unit.handled.push(...fresh.map((event) => receiptOf(event, triesOf(event))));
      const bySubject = groupBy(fresh, (event) => event.subject);
      const results = await Promise.allSettled(
        [...bySubject.values()].map(async (group) => {
          for (const event of group) await this.ambient.run({ unit, cause: event }, () => handle(event));
        }),
      );
      for (const result of results) if (result.status === 'rejected') throw result.reason;
    });
  }

  override countTry(body: Uint8Array): Promise<number> {
    return countTry(this.database, body);
  }

  override forgetTries(body: Uint8Array): Promise<void> {
    return forgetTries(this.database, body);
  }

  /** The stream as this unit sees it, its own appends included. */
  stream(unit: Unit, name: string): Promise<Stream> {
    const known = unit.streams.get(name) ?? this.reader.read(name);
    unit.streams.set(name, known);
    return known;
  }

  append(unit: Unit, stream: Stream, subject: string, events: readonly DomainEvent[]): void {
    const flow = this.flowOf(stream);
    for (const event of events) {
      stream.events.push(event);
      const { source, version, internal = false } = this.definitionOf(event.type);
      unit.events.push({
        stream: stream.name,
        version: stream.events.length,
        id: uuid(),
        type: event.type,
        schema_version: version,
        subject,
        time: event.time,
        data: event.data,
        metadata: { ...flow, source, actor: event.actor },
        internal,
      });
    }
  }

  /**
   * Appends an event that came from elsewhere as what it is: its id, source, time, actor, flow, cause and data stay. What is not internal
   * is published, with its version in this stream as `sequence`. What the stream has is left alone, however long ago the inbox forgot it.
   * Throws TypeError for a type outside the catalog, RangeError for a version of it.
   */
  record(unit: Unit, stream: Stream, event: CloudEvent, { internal }: { readonly internal: boolean }): void {
    const definition = this.definitionOf(event.type);
    const key = eventKey(event);
    if (stream.keys.has(key)) return;
    const row = recordedEvent(event, definition, { stream: stream.name, version: stream.events.length + 1, internal });
    const { type, time, actor = event.source } = event;
    stream.events.push({ type, time, actor, data: Object(upcast(definition, row.schema_version, event.data)) as object });
    stream.correlationId ??= event.correlationid;
    stream.keys.add(key);
    unit.events.push(row);
  }

  /** What the timer will do was caused by the newest event of its stream. */
  changeTimer(unit: Unit, stream: Stream, change: TimerChange): void {
    if ('cancel' in change) return void unit.timers.set(change.cancel, null);
    const newest = unit.events.findLast((event) => event.stream === stream.name);
    const metadata = { ...this.flowOf(stream), ...(newest ? { causationid: newest.id } : {}) };
    unit.timers.set(change.set.key, { ...change.set, id: uuid(), metadata });
  }

  /** Deletes the timer in the same transaction as what it did. */
  completeTimer(id: string): Promise<void> {
    return this.run(async (unit) => void unit.firedTimers.push(id));
  }

  private async commit(unit: Unit): Promise<void> {
    if (unit.isEmpty) return;
    const { text, values } = flushStatement(unit, this.database.dataSource);
    await this.database.query({ text, values: [...values] });
    for (const listener of this.listeners) listener(unit);
  }

  private async notHandledBefore(events: readonly CloudEvent[]): Promise<CloudEvent[]> {
    const seen = await this.database.query<{ source: string; id: string }>({
      name: 'read-inbox',
      text: 'select source, id from eventing.inbox where (source, id) in (select * from unnest($1::text[], $2::text[]))',
      values: [events.map((event) => event.source), events.map((event) => event.id)],
    });
    const known = new Set(seen.map(eventKey));
    return events.filter((event) => {
      const key = eventKey(event);
      return !known.has(key) && known.add(key);
    });
  }

  private flowOf(stream: Stream) {
    const cause = this.ambient.getStore()?.cause;
    stream.correlationId ??= cause?.correlationid ?? uuid();
    return {
      correlationid: stream.correlationId,
      ...(cause
        ? { causationid: cause.causationid !== undefined && cause.source === timerSource ? cause.causationid : cause.id }
        : {}),
      ...(cause?.traceparent === undefined ? {} : { traceparent: cause.traceparent }),
    };
  }

  private definitionOf(type: string) {
    const definition = this.catalog[type];
    if (!definition) throw new TypeError(`"${type}" is not in the catalog`);
    return definition;
  }
}

const firstTry = (): number => 1;

const receiptOf = ({ source, id, time }: CloudEvent, tries: number): Receipt => {
  const at = Date.parse(time);
  return { source, id, time: Number.isNaN(at) ? null : at, tries };
};

/** CloudEvents `source` of fired timers. They are not published, so what they cause names the event that set them as its cause. */
export const timerSource = '/timers';
