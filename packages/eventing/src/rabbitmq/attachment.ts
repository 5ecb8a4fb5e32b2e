import { once, setMaxListeners } from 'node:events';
import { type Channel, type ChannelModel, type ConsumeMessage, IllegalOperationError } from 'amqplib';
import { closeChannel } from './channels.js';
import type { Session } from './connection.js';

export interface AttachmentOptions {
  readonly session: Session;
  readonly queue: string;
  /** The most messages in hand, once the first that was never delivered before has come. */
  readonly prefetch: number;
  readonly onMessage: (message: ConsumeMessage, attachment: Attachment) => void;
}

/**
 * One channel's worth of consuming. A message can be settled on the channel that delivered it alone, and is skipped once that is closed.
 * It begins with one message at a time: the queue delivers first what another consumer has lost, and if a message ends the process
 * none but this one is delivered once more, which counts towards the delivery limit.
 */
export class Attachment {
  /** Settles when nothing can arrive any more: the connection is lost, or, with an error, the channel or the queue. */
  readonly ended: Promise<unknown>;
  private readonly closing = new AbortController();
  private consumerTag = 'careful';
  private widening: Promise<void> | undefined;

  private constructor(
    private readonly channel: Channel,
    private readonly options: AttachmentOptions,
  ) {
    const { session } = options;
    setMaxListeners(0, this.closing.signal); // every message that is being set aside listens
    channel.on('error', () => undefined);
    channel.on('close', () => this.closing.abort());
    void session.lost.then(() => this.closing.abort());
    this.ended = Promise.race([once(channel, 'close'), session.lost, once(channel, 'cancel').then(cancelled)]);
    this.ended.catch(() => undefined);
  }

  static async open(options: AttachmentOptions): Promise<Attachment> {
    const channel = await options.session.model.createChannel();
    const attachment = new Attachment(channel, options);
    try {
      await attachment.consume(1);
      return attachment;
    } catch (error) {
      await attachment.close();
      throw error;
    }
  }

  /** Aborted when the channel is closed, and its messages go to somebody else. */
  get signal(): AbortSignal {
    return this.closing.signal;
  }

  get model(): ChannelModel {
    return this.options.session.model;
  }

  ack(message: ConsumeMessage, upTo = false): void {
    this.settle(() => this.channel.ack(message, upTo));
  }

  // Not nack, which from RabbitMQ 4.3 on does not count towards the delivery limit: https://github.com/rabbitmq/rabbitmq-server/pull/15387
  putBack(message: ConsumeMessage): void {
    this.settle(() => this.channel.reject(message, true));
  }

  /** Nothing is delivered from now on; what was delivered can still be settled. */
  async cancel(): Promise<void> {
    await this.widening;
    if (!this.signal.aborted) await this.channel.cancel(this.consumerTag).catch(() => undefined);
  }

  async close(): Promise<void> {
    const open = !this.signal.aborted;
    this.closing.abort();
    if (open) await closeChannel(this.channel);
  }

  private async consume(prefetch: number): Promise<void> {
    const receive = (message: ConsumeMessage | null): void => {
      if (!message) return;
      if (!message.fields.redelivered) this.widening ??= this.widen().catch(() => undefined); // the channel ends with the failure
      this.options.onMessage(message, this);
    };
    await this.channel.prefetch(prefetch);
    await this.channel.consume(this.options.queue, receive, { consumerTag: this.consumerTag });
  }

  /** A prefetch holds for consumers that begin after it. */
  private async widen(): Promise<void> {
    await this.channel.cancel(this.consumerTag);
    this.consumerTag = 'wide';
    await this.consume(this.options.prefetch);
  }

  private settle(work: () => void): void {
    if (this.signal.aborted) return;
    try {
      work();
    } catch (error) {
      // The channel is about to be closed.
      if (!(error instanceof IllegalOperationError)) throw error;
      this.closing.abort();
    }
  }
}

const cancelled = (): never => {
  throw new Error('RabbitMQ has cancelled the consumer: its queue is gone');
};
