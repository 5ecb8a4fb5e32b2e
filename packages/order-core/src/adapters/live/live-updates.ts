import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { formatCursor, isAfter, type LogCursor, LogTail, parseCursor, type PostgresUnitOfWork } from '@ordermill/eventing';
import { invalidField } from '@ordermill/kernel';
import type { Background } from '@ordermill/service-kit';
import { createEventBuffer } from 'better-sse';
import { type ChangeSource, Following, type Listener } from './follow-changes.js';
import { type OrderChange, readChanges, readChangesOf } from './order-changes.js';

const milliseconds = { heartbeat: 10_000, reconnect: 1_000 };

/** Server-sent events of what happens to a user's orders. */
export class LiveUpdates implements Background {
  private readonly source: ChangeSource;
  private onError: (error: unknown) => void = () => undefined;

  constructor(unitOfWork: PostgresUnitOfWork) {
    const { database } = unitOfWork;
    const tail = new LogTail<OrderChange>({
      unitOfWork,
      read: (after, limit) => readChanges(database, { after, limit }),
      onError: (error) => this.onError(error),
    });
    this.source = {
      get head() {
        return tail.head;
      },
      listen: (listener) => tail.listen(listener),
      read: (userId, after, limit) => readChangesOf(database, userId, { after, limit }),
    };
  }

  /** The log is followed only while somebody listens. */
  start(onError: (error: unknown) => void): void {
    this.onError = onError;
  }

  /** Whoever listens is hung up on by the server. */
  drain(): Promise<void> {
    return Promise.resolve();
  }

  /** Throws `invalid_request` for a Last-Event-ID that no event had; rejects with the errors of translateError when the log cannot be read. */
  async open(userId: string, lastEventId: string | undefined): Promise<LiveStream> {
    const after = lastEventId ? placeOf(lastEventId) : undefined;
    const close = await this.source.listen(() => undefined);
    const { head } = this.source;
    // Ahead of the log there is nothing but what a database had before it was restored.
    return new LiveStream(this.source, userId, after && isAfter(head, after) ? after : head, close);
  }
}

class LiveStream {
  constructor(
    private readonly source: ChangeSource,
    private readonly userId: string,
    private readonly after: LogCursor,
    private readonly close: () => void,
  ) {}

  /** Resolves when the client or the server ends it; rejects when the log cannot be read any more. */
  async sendTo(response: ServerResponse): Promise<void> {
    // Its 'close' has been, and comes no more.
    if (response.destroyed) return this.close();
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const following = new Following(this.source, this.userId, listenerOf(response, gone.signal), this.after);
    // An id alone is no event, but where a client resumes.
    const beat = (): void => {
      if (!response.writableEnded && !response.writableNeedDrain)
        response.write(createEventBuffer().id(formatCursor(following.place)).dispatch().read());
    };
    response.writeHead(200, headers);
    response.write(createEventBuffer().retry(milliseconds.reconnect).dispatch().read());
    beat();
    const heartbeat = setInterval(beat, milliseconds.heartbeat);
    try {
      await following.run();
    } finally {
      clearInterval(heartbeat);
      this.close();
      response.end();
    }
  }
}

const headers = { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' };

const listenerOf = (response: ServerResponse, gone: AbortSignal): Listener => ({
  gone,
  send: (changes) => {
    if (response.writableEnded) return false;
    const text = createEventBuffer();
    for (const { cursor, orderId, type, status, time, version } of changes)
      text.push({ orderId, type, status, time, version }, type, formatCursor(cursor));
    return response.write(text.read());
  },
  writable: async () => {
    if (response.writableNeedDrain) await once(response, 'drain', { signal: gone }).catch(() => undefined);
  },
});

const placeOf = (lastEventId: string): LogCursor => {
  const cursor = parseCursor(lastEventId);
  if (!cursor) throw invalidField('Last-Event-ID', 'must be the id of an event of this stream');
  return cursor;
};
