import { setTimeout as sleep } from 'node:timers/promises';
import type { Channel, ChannelModel, ConsumeMessage } from 'amqplib';
import type { Consumer, Outcome, Subscription } from '../ports.js';
import type { Participant, RabbitMqConnection } from './connection.js';
import { copyProperties, roundsOf } from './failure-headers.js';
import type { Publisher } from './publisher.js';
import { declareTopology, namesOf, type Topology } from './topology.js';

interface Delivery {
  readonly message: ConsumeMessage;
  /** The channel it came by: the only one that can settle it. */
  readonly channel: Channel;
}

const pauseAfterRefusal = 1_000;

/** One subscription: takes what waits, a batch at a time, and settles each message by its outcome. */
export class RabbitMqConsumer implements Consumer, Participant {
  private readonly names;
  private readonly stopping = new AbortController();
  private buffer: Delivery[] = [];
  private channel: Channel | undefined;
  private tag = '';
  private working: Promise<void> | undefined;
  private onFirstAttached: (() => void) | undefined;
  /** Resolves when messages can arrive for the first time. */
  readonly firstAttached = new Promise<void>((resolve) => (this.onFirstAttached = resolve));

  constructor(
    private readonly subscription: Subscription,
    private readonly topology: Topology,
    private readonly connection: RabbitMqConnection,
    private readonly publisher: Publisher,
  ) {
    this.names = namesOf(topology.namespace, subscription.service);
  }

  get attached(): boolean {
    return this.channel !== undefined;
  }

  async attach(model: ChannelModel): Promise<void> {
    const { service, patterns, batchSize } = this.subscription;
    const channel = await model.createChannel();
    channel.on('error', (error) => this.connection.reset(error));
    await declareTopology(channel, { ...this.topology, services: { [service]: patterns } });
    await channel.prefetch(2 * batchSize);
    const { consumerTag } = await channel.consume(this.names.queue, (message) => {
      // The broker cancels a consumer when its queue is deleted or moves.
      if (message) this.receive({ message, channel });
      else this.connection.reset(new Error(`the broker cancelled the consumer of ${this.names.queue}`));
    });
    this.channel = channel;
    this.tag = consumerTag;
    this.onFirstAttached?.();
  }

  detach(): void {
    this.channel = undefined;
    this.buffer = [];
  }

  async drain(): Promise<void> {
    const { channel } = this;
    this.connection.remove(this);
    this.stopping.abort();
    await channel?.cancel(this.tag).catch(() => undefined); // lost meanwhile: the broker hands everything to another
    await this.working;
    for (const delivery of this.buffer) reject(delivery);
    this.detach();
    await channel?.close().catch(() => undefined); // lost meanwhile
  }

  private receive(delivery: Delivery): void {
    this.buffer.push(delivery);
    this.working ??= this.work();
  }

  private async work(): Promise<void> {
    const { process, batchSize } = this.subscription;
    const { signal } = this.stopping;
    // A turn of the event loop, so that what arrived together is handled together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.buffer.length > 0 && !signal.aborted) {
      const batch = this.buffer.splice(0, batchSize);
      const messages = batch.map(({ message }) => ({ body: message.content, rounds: roundsOf(message) }));
      await this.settle(batch, await process(messages, signal));
    }
    this.working = undefined;
  }

  private async settle(batch: readonly Delivery[], outcomes: readonly Outcome[]): Promise<void> {
    const last = batch.at(-1);
    // Batches are settled in the order received, so that everything before the last one is settled.
    if (last && outcomes.every(({ type }) => type === 'done'))
      return this.onChannelOf(last, (channel) => channel.ack(last.message, true));
    await Promise.all(batch.map((delivery, index) => this.settleOne(delivery, outcomes[index] ?? { type: 'release' })));
  }

  private async settleOne(delivery: Delivery, outcome: Outcome): Promise<void> {
    if (outcome.type === 'release') return this.onChannelOf(delivery, () => reject(delivery));
    if (outcome.type !== 'done' && !(await this.copy(delivery, outcome))) return;
    this.onChannelOf(delivery, (channel) => channel.ack(delivery.message));
  }

  /** Confirmed before the original is acknowledged: a crash in between leaves both, and the inbox knows the second. */
  private async copy(delivery: Delivery, outcome: Extract<Outcome, { type: 'retry' | 'park' }>): Promise<boolean> {
    const target = outcome.type === 'retry' ? this.names.waitQueue(outcome.delay.tier) : this.names.deadLetters;
    try {
      await this.publisher.publish(
        '',
        target,
        delivery.message.content,
        copyProperties(delivery.message, outcome, this.names.queue),
      );
      return true;
    } catch {
      await sleep(pauseAfterRefusal, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      this.onChannelOf(delivery, () => reject(delivery));
      return false;
    }
  }

  /** After a reconnect the broker delivers again whatever was not settled: tags of the lost channel mean nothing on the new one. */
  private onChannelOf(delivery: Delivery, settle: (channel: Channel) => void): void {
    if (delivery.channel === this.channel) settle(delivery.channel);
  }
}

// Not nack: from RabbitMQ 4.3 on a nack no longer counts towards the delivery limit.
const reject = ({ channel, message }: Delivery): void => channel.reject(message, true);
