import type { ChannelModel } from 'amqplib';
import { RenewableChannel } from './channels.js';
import type { Connection } from './connection.js';

/** Asks how long queues are, on a channel that stays open, so that it can be asked often. */
export class QueueLengths {
  private readonly closing = new AbortController();
  private model: ChannelModel | undefined;
  private channel: RenewableChannel | undefined;

  constructor(private readonly connection: Pick<Connection, 'open'>) {}

  /** Messages that are ready; waits for a connection, and rejects when the queue is not there or the connection is lost. */
  async of(queue: string): Promise<number> {
    const { model } = await this.connection.open(this.closing.signal);
    if (!this.channel || model !== this.model) this.channel = new RenewableChannel(model);
    this.model = model;
    const { messageCount } = await this.channel.run((open) => open.checkQueue(queue));
    return messageCount;
  }

  /** The channel ends with its connection. */
  close(): void {
    this.closing.abort();
  }
}
