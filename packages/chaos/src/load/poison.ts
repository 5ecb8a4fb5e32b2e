import { setTimeout as sleep } from 'node:timers/promises';
import { connect } from 'amqplib';
import type { Random } from '../random.js';

export interface PlannedPoison {
  /** Milliseconds after the start of the load. */
  readonly at: number;
  readonly routingKey: string;
  /** Tells it from every other message. */
  readonly body: string;
}

const exchange = 'ordermill.events';
const pauseMs = 500;

/** Messages that no service can handle, one for each queue in turn. */
export const planPoison = (random: Random, count: number, durationMs: number): readonly PlannedPoison[] =>
  Array.from({ length: count }, (_, index) => ({
    at: ((index + random.fraction()) / count) * durationMs,
    routingKey: random.pick(['order.created', 'payment.confirmed', 'order.sent']),
    body: random.pick([`poison ${index + 1}`, `{"specversion":"1.0","poison":${index + 1}}`]),
  }));

/** Publishes each when its time comes, again until the broker has confirmed it. */
export const publishPoison = async (plan: readonly PlannedPoison[], url: string, signal: AbortSignal): Promise<void> => {
  const began = performance.now();
  for (const { at, ...message } of plan) {
    await sleep(Math.max(0, at - (performance.now() - began)), undefined, { signal });
    while (!(await isConfirmed(url, message))) await sleep(pauseMs, undefined, { signal });
  }
};

const isConfirmed = async (url: string, { routingKey, body }: Omit<PlannedPoison, 'at'>): Promise<boolean> => {
  try {
    const model = await connect(url, { timeout: 5_000 });
    model.on('error', () => undefined);
    const channel = await model.createConfirmChannel();
    channel.publish(exchange, routingKey, Buffer.from(body), { persistent: true });
    const outcome = await Promise.race([channel.waitForConfirms().then(() => true), sleep(5_000, false, { ref: false })]);
    await Promise.race([model.close(), sleep(1_000, undefined, { ref: false })]);
    return outcome;
  } catch {
    return false;
  }
};
