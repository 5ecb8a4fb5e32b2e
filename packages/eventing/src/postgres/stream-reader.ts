import { DomainError } from '@ordermill/kernel';
import type { Catalog } from '../event.js';
import { groupBy } from '../group-by.js';
import type { Database } from './database.js';
import { readStored, storedColumns, type StoredEvent } from './stored-event.js';
import { eventKey, type Stream } from './unit.js';

interface StreamRow extends StoredEvent {
  readonly stream: string;
  readonly id: string;
  readonly source: string;
  readonly correlationId: string;
}

interface Request {
  readonly resolve: (stream: Stream) => void;
  readonly reject: (error: unknown) => void;
}

/** Reads whole streams, upcast to the newest versions. Requests of one turn of the event loop become one query. */
export class StreamReader {
  private waiting = new Map<string, Request[]>();

  constructor(
    private readonly database: Database,
    private readonly catalog: Catalog,
  ) {}

  read(name: string): Promise<Stream> {
    return new Promise((resolve, reject) => {
      if (this.waiting.size === 0) setImmediate(() => void this.readWaiting());
      const requests = this.waiting.get(name) ?? [];
      requests.push({ resolve, reject });
      this.waiting.set(name, requests);
    });
  }

  private readWaiting(): Promise<void> {
    const { waiting } = this;
    this.waiting = new Map();
    return this.answer(waiting);
  }

  private async answer(waiting: ReadonlyMap<string, readonly Request[]>): Promise<void> {
    try {
      const stored = await this.database.query<StreamRow>({
        name: 'read-streams',
        text: `select stream, id, ${storedColumns}, metadata ->> 'source' as source, metadata ->> 'correlationid' as "correlationId"
               from eventing.event_log where stream = any($1) order by stream, version`,
        values: [[...waiting.keys()]],
      });
      const byStream = groupBy(stored, (event) => event.stream);
      for (const [name, requests] of waiting) this.resolve(name, byStream.get(name) ?? [], requests);
    } catch (error) {
      // A name that cannot be stored fails the query of all: each is asked for alone, so that it harms only itself.
      if (waiting.size > 1 && error instanceof DomainError && error.kind === 'invalid')
        await Promise.all([...waiting].map((entry) => this.answer(new Map([entry]))));
      else for (const { reject } of [...waiting.values()].flat()) reject(error);
    }
  }

  private resolve(name: string, stored: readonly StreamRow[], requests: readonly Request[]): void {
    for (const { resolve, reject } of requests) {
      try {
        // A stream of its own for each request: units of work must not see each other's events.
        resolve(this.toStream(name, stored));
      } catch (error) {
        reject(error);
      }
    }
  }

  private toStream(name: string, stored: readonly StreamRow[]): Stream {
    return {
      name,
      events: stored.map((event) => readStored(this.catalog, event)),
      keys: new Set(stored.map(eventKey)),
      correlationId: stored[0]?.correlationId,
    };
  }
}
