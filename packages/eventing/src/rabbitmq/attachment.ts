import { once, setMaxListeners } from 'node:events';
import { type Channel, type ConsumeMessage, IllegalOperationError } from 'amqplib';
import { closeChannel } from './channels.js';
import type { Session } from './connection.js';

export interface AttachmentOptions {
  readonly session: Session;
  readonly queue: string;
  readonly prefetch: number;
  /** Runs on the channel before anything is consumed. */
  readonly prepare: (channel: Channel) => Promise<void>;
  readonly onMessage: (message: ConsumeMessage, attachment: Attachment) => void;
}

/** One channel's worth of consuming. A message can be settled on the channel that delivered it alone, and is skipped once that is closed. */
export class Attachment {
  /** Settles when nothing can arrive any more: the connection is lost, or, with an error, the channel or the queue. */
  readonly ended: Promise<unknown>;
  private readonly closing = new AbortController();
  private consumerTag = '';

  private constructor(
    private readonly channel: Channel,
    session: Session,
  ) {
    setMaxListeners(0, this.closing.signal); // every message that is being set aside listens
    channel.on('error', () => undefined);
    channel.on('close', () => this.closing.abort());
    void session.lost.then(() => this.closing.abort());
    this.ended = Promise.race([once(channel, 'close'), session.lost, once(channel, 'cancel').then(cancelled)]);
    this.ended.catch(() => undefined);
  }

  static async open({ session, queue, prefetch, prepare, onMessage }: AttachmentOptions): Promise<Attachment> {
    const channel = await session.model.createChannel();
    const attachment = new Attachment(channel, session);
    try {
      await prepare(channel);
      await channel.prefetch(prefetch);
      const consume = (message: ConsumeMessage | null): void => {
        if (message) onMessage(message, attachment);
      };
      attachment.consumerTag = (await channel.consume(queue, consume)).consumerTag;
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

  ack(message: ConsumeMessage, upTo = false): void {
    this.settle(() => this.channel.ack(message, upTo));
  }

  // Not nack, which from RabbitMQ 4.3 on does not count towards the delivery limit: https://github.com/rabbitmq/rabbitmq-server/pull/15387
  putBack(message: ConsumeMessage): void {
    this.settle(() => this.channel.reject(message, true));
  }

  /** Runs `work` on the channel. */
  async prepare(work: (channel: Channel) => Promise<void>): Promise<void> {
    if (!this.signal.aborted) await work(this.channel);
  }

  /** Nothing is delivered from now on; what was delivered can still be settled. */
  async cancel(): Promise<void> {
    if (!this.signal.aborted) await this.channel.cancel(this.consumerTag).catch(() => undefined);
  }

  async close(): Promise<void> {
    const open = !this.signal.aborted;
    this.closing.abort();
    if (open) await closeChannel(this.channel);
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
