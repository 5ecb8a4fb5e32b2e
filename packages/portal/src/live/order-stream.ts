import { eventTitles } from './event-types.js';
import type { Signal } from './connection.js';

const path = '/api/orders/stream';
const retryMs = 3_000;

export interface StreamedChange {
  readonly orderId: string;
  readonly type: string;
}

interface Listener {
  readonly changed: (change: StreamedChange) => void;
  readonly signal: (signal: Signal) => void;
}

/** Why the browser gave a stream up: it tells no status. */
const statusOf = async (): Promise<number> => {
  const probe = new AbortController();
  try {
    const { status } = await fetch(path, { headers: { Accept: 'text/event-stream' }, signal: probe.signal });
    return status;
  } catch {
    return 0;
  } finally {
    probe.abort();
  }
};

const isAbsent = (status: number): boolean => status >= 400 && status < 500 && status !== 401 && status !== 429;

/** Follows the changes of the caller's orders until it is closed. */
export const openOrderStream = ({ changed, signal }: Listener): { close: () => void } => {
  let source: EventSource | undefined;
  let timer: number | undefined;
  let closed = false;

  const givenUp = async (): Promise<void> => {
    const status = await statusOf();
    if (closed) return;
    signal(isAbsent(status) ? 'absent' : 'interrupted');
    if (!isAbsent(status)) timer = window.setTimeout(open, retryMs);
  };

  const open = (): void => {
    const stream = new EventSource(path);
    source = stream;
    stream.addEventListener('open', () => signal('opened'));
    stream.addEventListener('error', () => {
      if (stream.readyState === EventSource.CLOSED) void givenUp();
      else signal('interrupted');
    });
    for (const type of Object.keys(eventTitles))
      stream.addEventListener(type, ({ data }: MessageEvent<string>) => changed(JSON.parse(data) as StreamedChange));
  };

  open();
  return {
    close: () => {
      closed = true;
      window.clearTimeout(timer);
      source?.close();
    },
  };
};
