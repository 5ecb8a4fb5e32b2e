import { setTimeout as sleep } from 'node:timers/promises';
import type { ConsumeMessage } from 'amqplib';
import type { Outcome } from '../ports.js';
import type { Attachment } from './attachment.js';
import type { Declaration } from './declaration.js';
import { deadLetterHeaders, type History, retryHeaders } from './headers.js';
import { pauseBefore } from '../keep-running.js';
import { propertiesOfCopy } from './properties.js';
import { type Publication, type Publisher, Unroutable } from './publisher.js';

/** A message, what is known of it, and where it came from. */
export interface Delivery {
  readonly message: ConsumeMessage;
  readonly history: History;
  readonly attachment: Attachment;
}

type SetAside = Extract<Outcome, { type: 'retry' | 'park' }>;

export interface SettlementOptions {
  readonly service: string;
  readonly publisher: Publisher;
  readonly declaration: Declaration;
  /** Once aborted, what cannot be set aside is put back at once. */
  readonly draining: AbortSignal;
  readonly onError: (error: unknown) => void;
}

const longestWait = 5_000;

/** Carries out what was decided of delivered messages. */
export class Settlement {
  constructor(private readonly options: SettlementOptions) {}

  putBack(deliveries: readonly Delivery[]): void {
    for (const { attachment, message } of deliveries) attachment.putBack(message);
  }

  /** Settles the oldest unsettled messages of one attachment; without an outcome a message is released. */
  async settle(deliveries: readonly Delivery[], outcomes: readonly Outcome[]): Promise<void> {
    const last = deliveries.at(-1);
    if (last && deliveries.every((_delivery, index) => outcomes[index]?.type === 'done')) last.attachment.ack(last.message, true);
    else await Promise.all(deliveries.map((delivery, index) => this.settleOne(delivery, outcomes[index])));
  }

  private async settleOne(delivery: Delivery, outcome: Outcome = { type: 'release' }): Promise<void> {
    if (outcome.type === 'done') delivery.attachment.ack(delivery.message);
    else if (outcome.type === 'release') delivery.attachment.putBack(delivery.message);
    else await this.setAside(delivery, outcome);
  }

  /** Publishes a copy, and acknowledges the original only when that is confirmed; until then it is tried again. */
  private async setAside(delivery: Delivery, outcome: SetAside): Promise<void> {
    const { attachment, message } = delivery;
    for (let attempt = 0; ; attempt += 1) {
      try {
        await this.publish(this.copyOf(delivery, outcome), attachment.signal);
        return attachment.ack(message);
      } catch (error) {
        if (attachment.signal.aborted) return;
        this.options.onError(error);
        if (this.options.draining.aborted) return attachment.putBack(message);
        if (error instanceof Unroutable) await this.declare(attachment, outcome);
        await sleep(pauseBefore(attempt, Math.random()), undefined, { signal: attachment.signal }).catch(() => undefined);
      }
    }
  }

  /** Waits no longer than it makes sense. By hand: listeners of AbortSignal.any() and timeout() would outlive the publication, and keep its body. */
  private async publish(copy: Publication, closed: AbortSignal): Promise<void> {
    const waiting = new AbortController();
    const giveUp = (): void => waiting.abort();
    const timeout = setTimeout(giveUp, longestWait);
    closed.addEventListener('abort', giveUp);
    try {
      await this.options.publisher.publish(copy, waiting.signal);
    } finally {
      clearTimeout(timeout);
      closed.removeEventListener('abort', giveUp);
    }
  }

  private copyOf({ message, history }: Delivery, outcome: SetAside): Publication {
    const { queue, deadLetters, waitQueue } = this.options.declaration.namesOf(this.options.service);
    const copy = { exchange: '', body: message.content };
    const options = { ...propertiesOfCopy(message.properties), mandatory: true };
    if (outcome.type === 'retry') {
      const { tier, ms } = outcome.delay;
      const headers = retryHeaders(history, outcome.failure);
      return { ...copy, routingKey: waitQueue(tier), options: { ...options, headers, expiration: ms } };
    }
    const headers = deadLetterHeaders(history, outcome.failure, queue, new Date());
    return { ...copy, routingKey: deadLetters, options: { ...options, headers } };
  }

  /** Somebody has deleted the queue, or the policy has a delay that the topology did not know of. */
  private async declare(attachment: Attachment, outcome: SetAside): Promise<void> {
    const { declaration, service, onError } = this.options;
    if (outcome.type === 'retry') declaration.addDelay(outcome.delay.tier);
    if (!attachment.signal.aborted) await declaration.declareService(attachment.model, service).catch(onError);
  }
}
