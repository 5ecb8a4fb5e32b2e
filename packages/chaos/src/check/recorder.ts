import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type ConsumeMessage } from 'amqplib';
import { z } from 'zod';

const text = z.string();
const recorded = z.object({ id: text, source: text, type: text, subject: text, sequence: text, data: z.unknown() });

/** An event as it came over the bus. */
export type RecordedEvent = z.infer<typeof recorded>;

const recorderQueue = 'chaos.recorder';
const exchange = 'ordermill.events';
const pauseMs = 250;

/** Hears everything that is published, in a durable queue of its own; whatever the broker goes through, it comes back to it. */
export class Recorder {
  /** Events in the order in which they came, repeats left out. */
  readonly events: RecordedEvent[] = [];
  repeats = 0;
  private readonly known = new Set<string>();
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>;

  private constructor(
    private readonly url: string,
    private readonly onEvent: (event: RecordedEvent) => void,
  ) {
    this.running = this.run();
  }

  /** Resolves when nothing that is published from now on can be missed. */
  static async start(url: string, onEvent: (event: RecordedEvent) => void): Promise<Recorder> {
    const model = await connect(url);
    const channel = await model.createChannel();
    await channel.assertExchange(exchange, 'topic', { durable: true });
    await channel.assertQueue(recorderQueue, { durable: true, arguments: { 'x-queue-type': 'quorum' } });
    await channel.bindQueue(recorderQueue, exchange, '#');
    await model.close();
    return new Recorder(url, onEvent);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.listen().catch(() => undefined); // a broker that is away is the point of it all
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    }
  }

  private async listen(): Promise<void> {
    const model = await connect(this.url, { timeout: 5_000 });
    model.on('error', () => undefined);
    const closed = once(model, 'close');
    const channel = await model.createChannel();
    channel.on('error', () => undefined);
    await channel.prefetch(500);
    await channel.consume(recorderQueue, (message) => {
      if (!message) return;
      this.record(message);
      channel.ack(message);
    });
    await Promise.race([closed, once(channel, 'close'), once(this.stopping.signal, 'abort')]);
    await Promise.race([model.close(), closed, sleep(1_000, undefined, { ref: false })]);
  }

  private record({ content }: ConsumeMessage): void {
    const parsed = recorded.safeParse(asJson(content));
    if (!parsed.success) return;
    const event = parsed.data;
    const key = `${event.source} ${event.id}`;
    if (this.known.has(key)) return void (this.repeats += 1);
    this.known.add(key);
    this.events.push(event);
    this.onEvent(event);
  }
}

const asJson = (content: Buffer): unknown => {
  try {
    return JSON.parse(content.toString());
  } catch {
    return undefined;
  }
};
