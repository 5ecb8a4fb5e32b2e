import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ChannelModel, connect } from 'amqplib';

/** Lives on a connection: attached anew after every reconnect, detached when it is lost. */
export interface Participant {
  attach(model: ChannelModel): Promise<void>;
  detach(): void;
}

export interface ConnectionOptions {
  /** `amqp://user:password@host:port/vhost`, one for each node of a cluster. */
  readonly urls: readonly string[];
  /** Told of every lost or refused connection; another is made by itself. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

const milliseconds = { connect: 10_000, firstPause: 100, longestPause: 10_000 };
const heartbeatSeconds = 10;

/** A connection that is restored until it is closed, with full jitter between attempts. */
export class RabbitMqConnection {
  private readonly participants: Participant[] = [];
  private readonly closing = new AbortController();
  private readonly running: Promise<void>;
  private model: ChannelModel | undefined;

  constructor(private readonly options: ConnectionOptions) {
    this.running = this.run();
  }

  /** Attaches the participant now, if connected, and after every reconnect. */
  async add(participant: Participant): Promise<void> {
    this.participants.push(participant);
    const { model } = this;
    if (model) await participant.attach(model).catch((error: unknown) => this.reset(error));
  }

  remove(participant: Participant): void {
    this.participants.splice(this.participants.indexOf(participant), 1);
  }

  /** Gives the connection up and makes another: what is wrong with one channel may be wrong with all of them. */
  reset(error: unknown): void {
    this.options.onError?.(error);
    void this.model?.close().catch(() => undefined); // already closed
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.model?.close().catch(() => undefined); // already closed
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.closing;
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      try {
        await this.serve(this.urlOf(attempt));
        attempt = 0;
      } catch (error) {
        if (!signal.aborted) this.options.onError?.(error);
      }
      const longest = Math.min(milliseconds.firstPause * 2 ** Math.min(attempt, 10), milliseconds.longestPause);
      await sleep(Math.random() * longest, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Resolves when a connection that worked was lost; rejects when none could be made. */
  private async serve(url: string): Promise<void> {
    const model = await connect(url, { timeout: milliseconds.connect, keepAlive: true, noDelay: true });
    model.on('error', (error) => this.options.onError?.(error));
    const lost = once(model, 'close');
    try {
      if (this.closing.signal.aborted) return;
      for (const participant of [...this.participants]) await participant.attach(model);
      this.model = model;
      await lost;
    } finally {
      this.model = undefined;
      await model.close().catch(() => undefined); // already closed
      for (const participant of this.participants) participant.detach();
    }
  }

  private urlOf(attempt: number): string {
    const url = new URL(this.options.urls[attempt % this.options.urls.length] ?? '');
    if (!url.searchParams.has('heartbeat')) url.searchParams.set('heartbeat', String(heartbeatSeconds));
    return url.href;
  }
}
