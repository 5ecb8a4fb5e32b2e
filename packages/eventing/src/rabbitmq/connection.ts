import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ChannelModel, connect } from 'amqplib';
import { keepRunning } from '../keep-running.js';

export interface ConnectionOptions {
  /** Tried in turn, from any of them on. */
  readonly urls: readonly string[];
  /** Shown in the broker's list of connections. */
  readonly name: string;
  /** Runs on every new connection before anybody gets it. */
  readonly prepare: (model: ChannelModel) => Promise<void>;
  readonly onError: (error: unknown) => void;
}

export interface Session {
  readonly model: ChannelModel;
  /** Resolves when the connection is gone, with the reason; the connection reports it. */
  readonly lost: Promise<Error>;
}

const milliseconds = { connect: 10_000, close: 3_000 };
const heartbeatSeconds = 10;

const withHeartbeat = (url: string): string => {
  const parsed = new URL(url);
  if (!parsed.searchParams.has('heartbeat')) parsed.searchParams.set('heartbeat', String(heartbeatSeconds));
  return parsed.href;
};

/** A connection that is restored, however often it is lost, until it is closed. */
export class Connection {
  private readonly closing = new AbortController();
  private readonly closed = once(this.closing.signal, 'abort');
  private readonly events = new EventEmitter().setMaxListeners(0);
  private readonly urls: readonly string[];
  private readonly running: Promise<void>;
  private session: Session | undefined;
  private attempts: number;
  private isBlocked = false;

  /** Throws TypeError for what is not a URL. */
  constructor(private readonly options: ConnectionOptions) {
    this.urls = options.urls.map(withHeartbeat);
    this.attempts = Math.floor(Math.random() * this.urls.length);
    this.running = keepRunning(() => this.run(), { signal: this.closing.signal, onError: options.onError });
  }

  get current(): Session | undefined {
    return this.session;
  }

  /** Whether the broker, short of memory or disk, has stopped reading from this connection. */
  get blocked(): boolean {
    return this.isBlocked;
  }

  onUnblocked(listener: () => void): void {
    this.events.on('unblocked', listener);
  }

  /** The connection that is open, or the next one; rejects when aborted. */
  async open(signal: AbortSignal): Promise<Session> {
    while (!this.session) await once(this.events, 'open', { signal });
    return this.session;
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const socket = new AbortController();
    const model = await this.connect(socket);
    const session = { model, lost: this.watch(model) };
    try {
      await Promise.race([this.serve(session), this.closed]);
    } finally {
      this.session = undefined;
      this.isBlocked = false;
      await close(session);
      socket.abort();
    }
  }

  private async serve(session: Session): Promise<never> {
    await this.options.prepare(session.model);
    this.session = session;
    this.events.emit('open');
    throw await session.lost;
  }

  private async connect(socket: AbortController): Promise<ChannelModel> {
    const abort = (): void => socket.abort();
    const socketOptions = {
      timeout: milliseconds.connect,
      noDelay: true,
      keepAlive: true,
      clientProperties: { connection_name: this.options.name },
      signal: socket.signal,
    };
    this.closing.signal.addEventListener('abort', abort);
    try {
      return await connect(this.urls[this.attempts++ % this.urls.length] ?? '', socketOptions);
    } finally {
      this.closing.signal.removeEventListener('abort', abort);
    }
  }

  private watch(model: ChannelModel): Promise<Error> {
    model.on('blocked', () => (this.isBlocked = true));
    model.on('unblocked', () => {
      this.isBlocked = false;
      this.events.emit('unblocked');
    });
    let cause: Error | undefined;
    model.on('error', (error) => (cause = error));
    return new Promise((resolve) => {
      model.on('close', (error) => resolve(new Error('the connection to RabbitMQ is lost', { cause: error ?? cause })));
    });
  }
}

// amqplib's close() never settles when the connection is lost meanwhile, and rejects when it is lost already.
const close = ({ model, lost }: Session): Promise<unknown> =>
  Promise.race([model.close(), lost, sleep(milliseconds.close, undefined, { ref: false })]).catch(() => undefined);
