import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConfirmChannel, ConsumeMessage } from 'amqplib';
import { closeChannel } from '../channels.js';
import { propertiesOfCopy } from '../properties.js';
import type { Broker } from './broker.js';
import { copiedProperties } from './copy.js';
import { TopologyError } from './topology-error.js';

export interface Move {
  readonly from: string;
  readonly to: string;
  readonly onMoved: () => void;
  readonly signal: AbortSignal;
}

const prefetch = 200;
const lookEvery = 50;

/** Moves what is in a queue, and what comes into it, to another, in order: a copy is confirmed before the original is acknowledged. */
export class Mover {
  private readonly events = new EventEmitter().setMaxListeners(0);
  private readonly failed: Promise<never>;
  private readonly cancelled: Promise<unknown>;
  private fail: (error: Error) => void = () => undefined;
  private failure: Error | undefined;
  private inHand = 0;
  private consumerTag: string | undefined;

  private constructor(
    private readonly channel: ConfirmChannel,
    private readonly user: string,
    private readonly move: Move,
  ) {
    const { to, signal } = move;
    this.failed = new Promise((_resolve, reject) => {
      this.fail = (error) => {
        this.failure ??= error;
        reject(error);
      };
    });
    this.failed.catch(() => undefined);
    channel.on('error', (error) => this.fail(error));
    channel.on('return', () => this.fail(new TopologyError(`queue "${to}" is gone: somebody has deleted it`)));
    this.cancelled = once(channel, 'cancel');
    this.cancelled.catch(() => undefined);
    signal.addEventListener('abort', this.onAbort);
  }

  /** Rejects with the broker's refusal when somebody else consumes from a classic queue; a quorum queue lets several. */
  static async start({ model, user }: Broker, move: Move): Promise<Mover> {
    move.signal.throwIfAborted();
    const mover = new Mover(await model.createConfirmChannel(), user, move);
    await mover.consume();
    return mover;
  }

  /** Resolves when nothing waits in the source and nothing is in hand. */
  async drain(): Promise<void> {
    for (;;) {
      await this.idle();
      const { messageCount } = await Promise.race([this.channel.checkQueue(this.move.from), this.failed]);
      if (messageCount === 0 && this.inHand === 0) return;
      await Promise.race([once(this.events, 'settled'), sleep(lookEvery), this.failed]);
    }
  }

  /** Resolves when the broker has ended the consumer, because its queue is deleted. */
  async ended(): Promise<void> {
    await Promise.race([this.cancelled, this.failed]);
    this.consumerTag = undefined;
  }

  /** Takes no more, and finishes what is in hand. */
  async stop(): Promise<void> {
    if (this.consumerTag !== undefined) await Promise.race([this.channel.cancel(this.consumerTag), this.failed]);
    await this.idle();
    await this.close();
  }

  async close(): Promise<void> {
    this.move.signal.removeEventListener('abort', this.onAbort);
    await closeChannel(this.channel);
  }

  private readonly onAbort = (): void => this.fail(new DOMException('the move was interrupted', 'AbortError'));

  private async consume(): Promise<void> {
    try {
      await this.channel.prefetch(prefetch);
      const onMessage = (message: ConsumeMessage | null): void => {
        if (message) this.copy(message);
      };
      this.consumerTag = (await this.channel.consume(this.move.from, onMessage, { exclusive: true })).consumerTag;
    } catch (error) {
      await this.close();
      throw error;
    }
  }

  private async idle(): Promise<void> {
    while (this.inHand > 0) await Promise.race([once(this.events, 'settled'), this.failed]);
    if (this.failure) throw this.failure;
  }

  private copy(message: ConsumeMessage): void {
    this.inHand += 1;
    try {
      this.publish(message, copiedProperties(message, this.user));
    } catch {
      // amqplib cannot encode every header that it can read; without headers a message is still a message.
      this.publish(message, propertiesOfCopy(message.properties));
    }
  }

  private publish(message: ConsumeMessage, properties: ReturnType<typeof copiedProperties>): void {
    const options = { ...properties, mandatory: true };
    this.channel.publish('', this.move.to, message.content, options, (error: unknown) => this.settle(message, error));
  }

  /** What is returned is confirmed after that. */
  private settle(message: ConsumeMessage, error: unknown): void {
    if (error) this.fail(new TopologyError(`RabbitMQ has not taken a message for queue "${this.move.to}"`, { cause: error }));
    if (this.failure) return;
    this.channel.ack(message);
    this.inHand -= 1;
    this.move.onMoved();
    this.events.emit('settled');
  }
}
