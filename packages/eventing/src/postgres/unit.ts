import type { EntitySchema } from 'typeorm';
import type { CloudEvent, DomainEvent } from '../event.js';

/** What no two events have in common. */
export const eventKey = ({ source, id }: Pick<CloudEvent, 'source' | 'id'>): string => `${source}\n${id}`;

/** A stream as one transaction sees it; what the transaction appends is added at once. */
export interface Stream {
  readonly name: string;
  readonly events: DomainEvent[];
  /** By `eventKey`. */
  readonly keys: Set<string>;
  /** Of its first event: every later one belongs to the same flow. */
  correlationId: string | undefined;
}

/** A durable timer: at `due` a message of `type` about `subject` is handled. Setting a key again replaces what it held. */
export interface TimerSetting {
  readonly key: string;
  readonly due: Date;
  readonly type: string;
  readonly subject: string;
}

export type TimerChange = { readonly set: TimerSetting } | { readonly cancel: string };

export interface NewEvent {
  readonly stream: string;
  readonly version: number;
  readonly id: string;
  readonly type: string;
  readonly schema_version: number;
  readonly subject: string;
  readonly time: string;
  readonly data: unknown;
  readonly metadata: EventMetadata;
  readonly internal: boolean;
}

export interface EventMetadata {
  readonly source: string;
  /** Absent where an event from elsewhere does not say. */
  readonly actor?: string;
  readonly correlationid: string;
  readonly causationid?: string;
  readonly traceparent?: string;
  /** That of a recorded event at its source; the version is its place in the stream here. */
  readonly sequence?: string;
}

export interface NewTimer {
  readonly key: string;
  readonly id: string;
  readonly due: Date;
  readonly type: string;
  readonly subject: string;
  readonly metadata: Omit<EventMetadata, 'source' | 'actor' | 'sequence'>;
}

/** What a request was answered, to the byte. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A message that has been handled. */
export interface Receipt {
  readonly source: string;
  readonly id: string;
  /** When its event happened, in milliseconds since 1970; null where that cannot be told. */
  readonly time: number | null;
  /** Which run of its handler was the one that went well; 1 for the first. */
  readonly tries: number;
}

/** A request that may come again under the same id; what it asks for has the same fingerprint then. */
export interface RepeatableRequest {
  readonly id: string;
  readonly fingerprint: string;
}

export type KeptAnswer = RepeatableRequest & Answer;

/** One INSERT, UPDATE or DELETE of its `rows`, which come as one JSON parameter. */
export interface Write {
  readonly sql: (parameter: string) => string;
  readonly rows: readonly unknown[];
}

/** What one transaction has read and is about to write. Everything is written at its end, in one statement. */
export class Unit {
  readonly streams = new Map<string, Promise<Stream>>();
  readonly handled: Receipt[] = [];
  readonly events: NewEvent[] = [];
  /** By key: the timer to set, or null to cancel it. */
  readonly timers = new Map<string, NewTimer | null>();
  readonly firedTimers: string[] = [];
  readonly answers: KeptAnswer[] = [];
  /** What else is to be written. */
  readonly writes: Write[] = [];
  /** Rows by view, and in each by primary key: only the last one counts. */
  readonly views = new Map<EntitySchema, Map<string, object>>();

  get isEmpty(): boolean {
    const { events, handled, timers, firedTimers, answers, views, writes } = this;
    return events.length + handled.length + timers.size + firedTimers.length + answers.length + views.size + writes.length === 0;
  }

  putRow(view: EntitySchema, key: string, row: object): void {
    const rows = this.views.get(view) ?? new Map<string, object>();
    this.views.set(view, rows.set(key, row));
  }
}
