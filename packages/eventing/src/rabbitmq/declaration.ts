import type { Channel, ChannelModel } from 'amqplib';
import { RenewableChannel } from './channels.js';
import { declareQueue } from './topology/declare-queue.js';
import { queuesOf, type WantedQueue, wantedOf } from './topology/queues.js';
import type { Refusal } from './topology/refusal.js';
import { untilRouted } from './topology/routing.js';
import { namesOf, type Topology } from './topology.js';

/**
 * Declares a topology, which may grow. Harmless for what is there already. A queue that is there with other arguments is used as it is,
 * which is reported once a connection; an exchange of another type is an error.
 */
export class Declaration {
  readonly exchange: string;
  readonly namespace: string;
  private readonly patterns = new Map<string, ReadonlySet<string>>();
  private readonly delays: Set<number>;
  private readonly reported = new WeakMap<ChannelModel, Set<string>>();
  private revision = 0;

  constructor(
    topology: Topology,
    private readonly onError: (error: unknown) => void,
  ) {
    this.namespace = topology.namespace;
    this.exchange = namesOf(topology.namespace, '').exchange;
    this.delays = new Set(topology.retryDelays);
    for (const [service, patterns] of Object.entries(topology.services)) this.addService(service, patterns);
  }

  namesOf(service: string) {
    return namesOf(this.namespace, service);
  }

  addService(service: string, patterns: readonly string[]): void {
    this.revision += 1;
    this.patterns.set(service, new Set([...(this.patterns.get(service) ?? []), ...patterns]));
  }

  addDelay(delay: number): void {
    this.delays.add(delay);
  }

  /** All of it, and once more when it has grown meanwhile; resolves when the broker routes by it. */
  async declare(model: ChannelModel): Promise<void> {
    for (let declared = -1; declared !== this.revision;) {
      declared = this.revision;
      await this.declareServices(model, this.patterns.keys());
    }
    await untilRouted(model);
  }

  declareService(model: ChannelModel, service: string): Promise<void> {
    return this.declareServices(model, [service]);
  }

  private async declareServices(model: ChannelModel, services: Iterable<string>): Promise<void> {
    const channel = new RenewableChannel(model);
    try {
      await channel.run((open) => open.assertExchange(this.exchange, 'topic', { durable: true }));
      for (const service of services) {
        for (const queue of queuesOf(this.namespace, service, this.delays)) {
          const refusal = await declareQueue(channel, queue);
          if (refusal) this.report(model, queue, refusal);
        }
        await channel.run((open) => this.bind(open, service));
      }
    } finally {
      await channel.close();
    }
  }

  private async bind(channel: Channel, service: string): Promise<void> {
    const { queue } = this.namesOf(service);
    for (const pattern of this.patterns.get(service) ?? []) await channel.bindQueue(queue, this.exchange, pattern);
  }

  private report(model: ChannelModel, queue: WantedQueue, { argument, current = 'not set', cut }: Refusal): void {
    const reported = this.reported.get(model) ?? new Set();
    this.reported.set(model, reported);
    if (reported.has(queue.name)) return;
    reported.add(queue.name);
    const wanted = wantedOf(queue)[argument] ?? 'not set';
    const is = cut ? 'is not' : `is ${current}, wanted is`;
    this.onError(
      new Error(`queue "${queue.name}" is used as it is: its ${argument} ${is} ${wanted}; see ordermill topology plan`),
    );
  }
}
