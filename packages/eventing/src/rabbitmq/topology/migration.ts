import { setTimeout as sleep } from 'node:timers/promises';
import { RenewableChannel } from '../channels.js';
import type { Broker } from './broker.js';
import { declareQueue } from './declare-queue.js';
import { holding } from './hold.js';
import { countsOf, type FoundQueue, inspectQueue } from './inspection.js';
import { Mover } from './mover.js';
import { swapOf, type WantedQueue } from './queues.js';
import { answered } from './refusal.js';
import { untilRouted } from './routing.js';
import { TopologyError } from './topology-error.js';

export interface Routes {
  readonly exchange: string;
  readonly wanted: readonly string[];
  /** Those that may be left from before. */
  readonly unwanted: readonly string[];
}

export interface MigrationOptions {
  readonly broker: Broker;
  readonly queue: WantedQueue;
  /** What is routed to the queue; nothing where it is fed by other queues alone. */
  readonly routes: Routes;
  /** Queues whose messages expire into this one. */
  readonly feeders: readonly string[];
  /** How long a classic queue, which does not tell of messages in hand, is watched for what comes back to it. */
  readonly watchMs: number;
  readonly signal: AbortSignal;
  readonly onStep: (step: string) => void;
  readonly onProgress: (progress: MoveProgress) => void;
}

export interface MoveProgress {
  readonly from: string;
  readonly to: string;
  readonly moved: number;
  /** As many as there were when the move began. */
  readonly total: number;
}

const patience = { tries: 50, ms: 100 };
const accessRefused = 403;
const notEmpty = 406;

/**
 * Makes a queue anew and keeps its messages meanwhile in another, its swap queue. It may end anywhere and be begun again: at every moment
 * each message is in one of the two, and what is routed goes to one of the two at least. A message can be in both, and then comes twice.
 */
export class Migration {
  private readonly channel: RenewableChannel;
  private readonly swap: string;

  constructor(private readonly options: MigrationOptions) {
    this.channel = new RenewableChannel(options.broker.model);
    this.swap = swapOf(options.queue.name);
  }

  /** Away with the old queue; `found` is what is there of it. */
  async replace(found: FoundQueue): Promise<void> {
    const { queue, feeders, broker, onStep } = this.options;
    onStep(`${queue.name}: moving ${found.messages} messages to ${this.swap}`);
    await declareQueue(this.channel, { name: this.swap, arguments: queue.arguments });
    await this.move(queue.name, this.swap, (mover) => mover.drain());
    await this.bind(this.swap);
    await holding(broker.model, feeders, async () => {
      await this.empty(queue.name, this.swap, found);
      onStep(`${queue.name}: deleted`);
      await this.declare();
    });
    onStep(`${queue.name}: declared anew`);
  }

  /** Brings the messages back to the queue that is as it should be. */
  async restore(): Promise<void> {
    const { queue, onStep } = this.options;
    await this.declare();
    onStep(`${queue.name}: moving messages back from ${this.swap}`);
    const found = await inspectQueue(this.channel, { ...queue, name: this.swap });
    if (found) {
      await this.move(this.swap, queue.name, (mover) => mover.drain());
      await this.bind(queue.name);
      await this.empty(this.swap, queue.name, found);
    }
    await this.channel.close();
    onStep(`${queue.name}: done, ${this.swap} deleted`);
  }

  private async declare(): Promise<void> {
    const { queue } = this.options;
    const refusal = await declareQueue(this.channel, queue);
    if (refusal)
      throw new TopologyError(`${queue.name} was declared again with another ${refusal.argument}: is older code running?`);
  }

  private async bind(queue: string): Promise<void> {
    const { exchange, wanted } = this.options.routes;
    for (const pattern of wanted) await this.channel.run((open) => open.bindQueue(queue, exchange, pattern));
    await untilRouted(this.options.broker.model);
  }

  private async unbind(queue: string, patterns: readonly string[]): Promise<void> {
    const { exchange } = this.options.routes;
    for (const pattern of patterns) await this.channel.run((open) => open.unbindQueue(queue, exchange, pattern));
  }

  /** Ends what comes in, moves what is left, and deletes the queue once it is empty and nobody has a message of it in hand. */
  private async empty(from: string, to: string, found: FoundQueue): Promise<void> {
    const { wanted, unwanted } = this.options.routes;
    const classic = isClassic(found);
    for (let tries = 0; tries < patience.tries; tries += 1) {
      await this.unbind(from, [...wanted, ...unwanted]);
      await this.move(from, to, async (mover) => {
        await mover.drain();
        if (!classic || tries > 0) return;
        await this.pause(this.options.watchMs);
        await mover.drain();
      });
      if ((await this.isUnused(from)) && (await this.delete(from, to, classic))) return;
    }
    throw new TopologyError(`messages keep coming into ${from}, by a binding that the code does not know: unbind it first`);
  }

  /** Whether nothing waits; not before nobody has a message in hand. */
  private async isUnused(queue: string): Promise<boolean> {
    for (let tries = 0; tries < patience.tries; tries += 1) {
      const { messages, consumers } = (await countsOf(this.channel, queue)) ?? { messages: 0, consumers: 0 };
      if (messages > 0) return false;
      if (consumers === 0) return true;
      await this.pause(patience.ms);
    }
    throw inUse(queue, this.options.queue.service);
  }

  /** A consumer of our own is there to the end, for what nobody has thought of. False when something came after all. */
  private delete(from: string, to: string, classic: boolean): Promise<boolean> {
    return this.move(from, to, async (mover) => {
      await mover.drain();
      const counts = await countsOf(this.channel, from);
      if (!counts) return true;
      if (counts.consumers > 1) throw inUse(from, this.options.queue.service);
      try {
        // Quorum queues do not know ifEmpty, and end the connection that asks for it.
        await this.channel.run((open) => open.deleteQueue(from, classic ? { ifEmpty: true } : {}));
      } catch (error) {
        if (classic && answered(error, notEmpty)) return false;
        throw error;
      }
      await mover.ended();
      return true;
    });
  }

  private async move<Result>(from: string, to: string, work: (mover: Mover) => Promise<Result>): Promise<Result> {
    const { broker, signal, onProgress, queue } = this.options;
    const total = (await countsOf(this.channel, from))?.messages ?? 0;
    let moved = 0;
    const onMoved = (): void => onProgress({ from, to, moved: (moved += 1), total: Math.max(total, moved) });
    const mover = await Mover.start(broker, { from, to, onMoved, signal }).catch((error: unknown) => {
      throw answered(error, accessRefused) ? inUse(from, queue.service, error) : error;
    });
    try {
      const result = await work(mover);
      await mover.stop();
      return result;
    } finally {
      await mover.close();
    }
  }

  private async pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.options.signal });
  }
}

export const inUse = (queue: string, service: string, cause?: unknown): TopologyError =>
  new TopologyError(`queue "${queue}" has consumers: stop the ${service} service first; its events wait`, { cause });

const isClassic = ({ differences }: FoundQueue): boolean => {
  const type = differences.find(({ argument }) => argument === 'x-queue-type');
  return type !== undefined && type.current !== 'quorum';
};
