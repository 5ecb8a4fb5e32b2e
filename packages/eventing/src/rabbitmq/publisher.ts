import type { ChannelModel, ConfirmChannel, Options } from 'amqplib';
import type { Participant } from './connection.js';

interface Task {
  readonly exchange: string;
  readonly routingKey: string;
  readonly body: Buffer;
  readonly options: Options.Publish;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Publishes with confirms, in the order of the calls and with a bounded number in flight. */
export class Publisher implements Participant {
  private channel: ConfirmChannel | undefined;
  private readonly waiting: Task[] = [];
  private readonly inFlight = new Set<Task>();
  private held = { full: false, blocked: false };
  private closed = false;
  private idle: (() => void) | undefined;

  /** At most `window` messages wait for their confirm; `onClosed` is told when the broker closed the channel. */
  constructor(
    private readonly window: number,
    private readonly onClosed: (error: Error) => void,
  ) {}

  /** Resolves when the broker has confirmed; rejects when it refused, or when the connection was lost before it answered. */
  publish(exchange: string, routingKey: string, body: Uint8Array, options: Options.Publish): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.closed) return reject(closedError());
      this.waiting.push({
        exchange,
        routingKey,
        body: Buffer.from(body.buffer, body.byteOffset, body.byteLength),
        options,
        resolve,
        reject,
      });
      this.pump();
    });
  }

  async attach(model: ChannelModel): Promise<void> {
    const channel = await model.createConfirmChannel();
    this.held = { full: false, blocked: false };
    channel.on('error', (error) => this.onClosed(error));
    channel.on('drain', () => this.release('full'));
    model.on('blocked', () => (this.held.blocked = true));
    model.on('unblocked', () => this.release('blocked'));
    this.channel = channel;
    this.pump();
  }

  detach(): void {
    this.channel = undefined;
    const lost = [...this.inFlight];
    this.inFlight.clear();
    for (const task of lost) task.reject(new Error('the connection was lost before the broker confirmed'));
    this.idle?.();
  }

  /** Rejects what has not been sent, and waits for the confirms of what has. */
  async close(): Promise<void> {
    this.closed = true;
    for (const task of this.waiting.splice(0)) task.reject(closedError());
    if (this.inFlight.size > 0) await new Promise<void>((resolve) => (this.idle = resolve));
  }

  private release(hold: 'full' | 'blocked'): void {
    this.held[hold] = false;
    this.pump();
  }

  private pump(): void {
    while (this.channel && !this.held.full && !this.held.blocked && this.inFlight.size < this.window) {
      const task = this.waiting.shift();
      if (!task) return;
      this.send(this.channel, task);
    }
  }

  private send(channel: ConfirmChannel, task: Task): void {
    const settle = (error?: unknown) => {
      if (!this.inFlight.delete(task)) return;
      if (error) task.reject(new Error('the broker refused the message', { cause: error }));
      else task.resolve();
      if (this.inFlight.size === 0) this.idle?.();
      this.pump();
    };
    this.inFlight.add(task);
    try {
      this.held.full = !channel.publish(task.exchange, task.routingKey, task.body, task.options, settle);
    } catch (error) {
      settle(error);
    }
  }
}

const closedError = (): Error => new Error('the bus is closed');
