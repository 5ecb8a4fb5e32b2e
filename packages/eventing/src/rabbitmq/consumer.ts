import type { ConsumeMessage } from 'amqplib';
import type { Consumer, Message, Outcome, Subscription } from '../ports.js';
import { Attachment } from './attachment.js';
import type { Connection } from './connection.js';
import type { Declaration } from './declaration.js';
import { historyOf } from './headers.js';
import { keepRunning } from '../keep-running.js';
import { type Delivery, Settlement } from './settlement.js';
import { refuseWhileLocked } from './topology/lock.js';
import type { Publisher } from './publisher.js';

export interface ConsumerOptions {
  readonly connection: Connection;
  readonly publisher: Publisher;
  readonly declaration: Declaration;
  readonly onError: (error: unknown) => void;
}

/** Hands the messages of a queue to a processor, one batch at a time, over as many channels, one after the other, as it takes. */
export class RabbitMqConsumer implements Consumer {
  private readonly stopping = new AbortController();
  private readonly draining = new AbortController();
  private readonly settlement: Settlement;
  private readonly running: Promise<void>;
  private attachment: Attachment | undefined;
  private buffer: Delivery[] = [];
  private working: Promise<void> | undefined;
  private drained: Promise<void> | undefined;

  constructor(
    private readonly subscription: Subscription,
    private readonly options: ConsumerOptions,
  ) {
    this.settlement = new Settlement({ ...options, service: subscription.service, draining: this.draining.signal });
    this.running = keepRunning(() => this.run(), { signal: this.stopping.signal, onError: options.onError });
  }

  get attached(): boolean {
    return this.attachment !== undefined && !this.draining.signal.aborted;
  }

  drain(): Promise<void> {
    return (this.drained ??= this.end());
  }

  private async end(): Promise<void> {
    this.draining.abort();
    await this.attachment?.cancel();
    await this.working;
    this.settlement.putBack(this.buffer.splice(0));
    this.stopping.abort();
    await this.attachment?.close();
    await this.running;
  }

  private async run(): Promise<void> {
    const { connection, declaration } = this.options;
    const { service, batchSize } = this.subscription;
    const session = await connection.open(this.stopping.signal);
    await refuseWhileLocked(session.model, declaration.namespace);
    await declaration.declareService(session.model, service);
    const attachment = await Attachment.open({
      session,
      queue: declaration.namesOf(service).queue,
      prefetch: 2 * batchSize,
      onMessage: (message, from) => this.receive(message, from),
    });
    this.attachment = attachment;
    try {
      if (this.draining.signal.aborted) return;
      await attachment.ended;
    } finally {
      this.attachment = undefined;
      this.buffer = [];
      await attachment.close();
    }
  }

  private receive(message: ConsumeMessage, attachment: Attachment): void {
    this.buffer.push({ message, attachment, history: historyOf(message, new Date()) });
    this.working ??= this.work();
  }

  private async work(): Promise<void> {
    // What came in the same read joins the first batch.
    await Promise.resolve();
    while (this.buffer.length > 0 && !this.draining.signal.aborted) {
      const batch = this.buffer.splice(0, this.subscription.batchSize);
      const outcomes = await this.process(batch);
      await this.settlement.settle(batch, outcomes).catch((error: unknown) => this.giveBack(batch, error));
    }
    this.working = undefined;
  }

  /** What cannot be settled goes back with its channel. */
  private async giveBack(batch: readonly Delivery[], error: unknown): Promise<void> {
    this.options.onError(error);
    for (const { attachment } of batch) await attachment.close();
  }

  private async process(batch: readonly Delivery[]): Promise<readonly Outcome[]> {
    const messages = batch.map(({ message, history }): Message => ({
      body: message.content,
      rounds: history.rounds,
      redelivered: message.fields.redelivered,
    }));
    try {
      return await this.subscription.process(messages, this.draining.signal);
    } catch (error) {
      this.options.onError(error);
      return [];
    }
  }
}
