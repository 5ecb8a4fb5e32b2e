import { EventEmitter } from 'node:events';
import type { ChannelModel, ConfirmChannel } from 'amqplib';
import type { PublisherOptions } from '../../src/rabbitmq/publisher.js';

interface Sent {
  readonly routingKey: string;
  readonly confirm: (error?: Error) => void;
}

/** A channel whose broker answers when a test says so. */
class FakeConfirmChannel extends EventEmitter {
  readonly sent: Sent[] = [];
  /** What `publish` answers: whether there is room for more. */
  writable = true;
  closed = false;

  publish(
    _exchange: string,
    routingKey: string,
    _body: Buffer,
    _options: object,
    confirm: (error: Error | null) => void,
  ): boolean {
    if (routingKey.length > 255) throw new RangeError('too long for AMQP');
    this.sent.push({ routingKey, confirm: (error) => confirm(error ?? null) });
    return this.writable;
  }

  get keys(): readonly string[] {
    return this.sent.map(({ routingKey }) => routingKey);
  }

  /** As amqplib does it: the confirms first, then the news. */
  lose(): void {
    for (const { confirm } of this.sent) confirm(new Error('channel closed'));
    this.emit('close');
  }

  close(): Promise<void> {
    this.closed = true;
    this.emit('close');
    return Promise.resolve();
  }
}

/** A connection that opens a new fake channel whenever it is asked for one. */
export class FakeConnection implements Pick<PublisherOptions['connection'], 'blocked' | 'open'> {
  readonly channels: FakeConfirmChannel[] = [];
  blocked = false;
  private readonly events = new EventEmitter();

  /** Of the broker's first or next channel. */
  constructor(private readonly prepare: (channel: FakeConfirmChannel) => void = () => undefined) {}

  onUnblocked(listener: () => void): void {
    this.events.on('unblocked', listener);
  }

  unblock(): void {
    this.blocked = false;
    this.events.emit('unblocked');
  }

  open(): ReturnType<PublisherOptions['connection']['open']> {
    const createConfirmChannel = (): Promise<ConfirmChannel> => {
      const channel = new FakeConfirmChannel();
      this.prepare(channel);
      this.channels.push(channel);
      this.events.emit('channel');
      return Promise.resolve(channel as unknown as ConfirmChannel);
    };
    return Promise.resolve({
      model: { createConfirmChannel } as unknown as ChannelModel,
      lost: new Promise<Error>(() => undefined),
    });
  }

  async channel(number: number): Promise<FakeConfirmChannel> {
    for (;;) {
      const channel = this.channels[number - 1];
      if (channel) return channel;
      await new Promise((resolve) => this.events.once('channel', resolve));
    }
  }
}
