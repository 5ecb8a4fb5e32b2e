import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ConfirmChannel, IllegalOperationError, type Message, type Options } from 'amqplib';
import { closeChannel } from './channels.js';
import type { Connection, Session } from './connection.js';
import { keepRunning } from '../keep-running.js';

export interface Publication {
  readonly exchange: string;
  readonly routingKey: string;
  readonly body: Buffer;
  readonly options: Options.Publish;
  /** Those of one subject go out in order: when one fails, those behind it that still wait fail with it. */
  readonly subject?: string;
}

interface Pending {
  readonly publication: Publication;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
  returned: boolean;
}

export interface PublisherOptions {
  readonly connection: Pick<Connection, 'blocked' | 'onUnblocked' | 'open'>;
  /** The most publications that wait for their confirm. */
  readonly window: number;
  readonly onError: (error: unknown) => void;
}

const longestFlush = 5_000;
// A channel of RabbitMQ 3.10 that met a quorum queue just after its leader's node was lost refuses everything for it until that node is back:
// https://github.com/rabbitmq/rabbitmq-server/blob/v3.10.8/deps/rabbit/src/rabbit_fifo_client.erl
const pauseBeforeNextChannel = 200;

/** A publication that had to reach a queue, and there was none. */
export class Unroutable extends Error {
  override readonly name = 'Unroutable';
}

/** Publishes with confirms, many at a time, in the order of the calls; waits for a connection, for room in the window, and for a broker that blocks. */
export class Publisher {
  private readonly stopping = new AbortController();
  private readonly stopped = once(this.stopping.signal, 'abort');
  private readonly running: Promise<void>;
  private readonly unconfirmed = new Set<Pending>();
  private readonly failedSubjects = new Set<string>();
  private readonly events = new EventEmitter().setMaxListeners(0);
  private waiting: Pending[] = [];
  private channel: ConfirmChannel | undefined;
  private writable = false;
  private closing = false;
  /** To be called when the channel that is open now has refused something. */
  private refused: () => void = () => undefined;

  constructor(private readonly options: PublisherOptions) {
    options.connection.onUnblocked(() => this.pump());
    this.running = keepRunning(() => this.run(), { signal: this.stopping.signal, onError: options.onError });
  }

  /** Resolves when the broker has confirmed; rejects when it refused, when a confirm can no longer arrive, and when `signal` aborts before it was sent. */
  publish(publication: Publication, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.closing) return reject(closedError());
      if (signal?.aborted) return reject(withdrawnError());
      const pending = { publication, resolve, reject, returned: false };
      this.waiting.push(pending);
      this.pump();
      signal?.addEventListener('abort', () => this.withdraw(pending));
    });
  }

  /** Refuses what was not sent yet, waits for the confirms in flight, though not for ever. */
  async close(): Promise<void> {
    this.closing = true;
    for (const { reject } of this.waiting.splice(0)) reject(closedError());
    await this.idle();
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const session = await this.options.connection.open(this.stopping.signal);
    while (await this.serve(session)) await sleep(pauseBeforeNextChannel);
  }

  /** Publishes on a channel until that or its connection is gone; true when it refuses, and another may do better. */
  private async serve({ model, lost }: Session): Promise<boolean> {
    const channel = await model.createConfirmChannel();
    const closed = new AbortController();
    channel.on('error', () => undefined);
    channel.on('drain', () => {
      this.writable = true;
      this.pump();
    });
    channel.on('return', (message) => this.markReturned(message));
    channel.on('close', () => {
      closed.abort();
      if (this.channel === channel) this.channel = undefined;
    });
    const gone = Promise.race([once(channel, 'close'), lost, this.stopped]);
    gone.catch(() => undefined);
    const refused = new Promise<void>((resolve) => {
      this.refused = () => {
        if (this.channel === channel) this.channel = undefined;
        resolve();
      };
    });
    this.channel = channel;
    this.writable = true;
    this.pump();
    await Promise.race([gone, refused]);
    this.channel = undefined;
    const another = !closed.signal.aborted && !this.stopping.signal.aborted;
    if (another) await Promise.race([this.idle(), gone]);
    await closeChannel(channel);
    return another;
  }

  /** Resolves when no confirm is awaited any more, though it does not wait for ever. */
  private async idle(): Promise<void> {
    if (this.unconfirmed.size > 0)
      await Promise.race([once(this.events, 'idle'), sleep(longestFlush, undefined, { ref: false })]);
  }

  private pump(): void {
    const { connection, window } = this.options;
    while (this.channel && this.writable && !connection.blocked && this.unconfirmed.size < window) {
      const next = this.waiting.shift();
      if (!next) return;
      this.send(this.channel, next);
    }
  }

  private send(channel: ConfirmChannel, pending: Pending): void {
    const { exchange, routingKey, body, options } = pending.publication;
    this.unconfirmed.add(pending);
    const { refused } = this;
    const settle = (error: unknown): void => {
      if (error) refused();
      this.settle(pending, error);
    };
    try {
      this.writable = channel.publish(exchange, routingKey, body, options, settle);
    } catch (error) {
      if (error instanceof IllegalOperationError) settle(error);
      else this.settle(pending, error);
    }
  }

  private settle(pending: Pending, failure: unknown): void {
    this.unconfirmed.delete(pending);
    if (failure) this.fail(pending, new Error('RabbitMQ has not confirmed the publication', { cause: failure }));
    else if (pending.returned) this.fail(pending, new Unroutable(`RabbitMQ has no queue "${pending.publication.routingKey}"`));
    else {
      pending.resolve();
      this.pump();
    }
    if (this.unconfirmed.size === 0) this.events.emit('idle');
  }

  private fail({ publication, reject }: Pending, error: Error): void {
    const { subject } = publication;
    reject(error);
    if (subject !== undefined) this.failedSubjects.add(subject);
    // Not at once: a channel that closes fails every publication before it says that it is closed.
    queueMicrotask(() => this.failFollowers());
  }

  private failFollowers(): void {
    if (this.failedSubjects.size > 0) {
      const follows = ({ publication: { subject } }: Pending): boolean =>
        subject !== undefined && this.failedSubjects.has(subject);
      const followers = this.waiting.filter(follows);
      this.waiting = this.waiting.filter((pending) => !follows(pending));
      for (const { reject } of followers) reject(new Error('a publication of the same subject before this one has failed'));
      this.failedSubjects.clear();
    }
    this.pump();
  }

  /** The broker returns before it confirms, and says which queue it missed. */
  private markReturned({ fields }: Message): void {
    for (const pending of this.unconfirmed) {
      const { options, routingKey } = pending.publication;
      if (options.mandatory && routingKey === fields.routingKey) pending.returned = true;
    }
  }

  private withdraw(pending: Pending): void {
    const index = this.waiting.indexOf(pending);
    if (index < 0) return;
    this.waiting.splice(index, 1);
    pending.reject(withdrawnError());
  }
}

const closedError = (): Error => new Error('the bus is closed');
const withdrawnError = (): Error => new Error('the publication was withdrawn');
