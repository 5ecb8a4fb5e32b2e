import type { Channel } from 'amqplib';
import { RenewableChannel } from '../channels.js';
import { namesOf, type Topology } from '../topology.js';
import { type Broker, withBroker } from './broker.js';
import { declareQueue } from './declare-queue.js';
import { type FoundQueue, inspectExchange } from './inspection.js';
import { lockDeadLetters, lockTopology } from './lock.js';
import { assertMigratable } from './migratable.js';
import { Migration, type MoveProgress, type Routes } from './migration.js';
import { findQueues, type QueueFinding } from './plan.js';
import { TopologyError } from './topology-error.js';

export interface ApplyOptions {
  readonly urls: readonly string[];
  readonly topology: Topology;
  /** Every type there is: services' queues are unbound from those that they do not consume. */
  readonly types: readonly string[];
  readonly signal?: AbortSignal;
  /** Told in words of every step. */
  readonly onStep?: (step: string) => void;
  readonly onProgress?: (progress: MoveProgress) => void;
  /** How long a classic queue is watched, after its consumers are gone, for messages that one of them had in hand. Default 15,000. */
  readonly watchMs?: number;
}

const watchMs = 15_000;
const nobody = (): void => undefined;

/**
 * Gives the broker what the code needs: makes what is missing, and makes anew, with its messages, what is there with other arguments.
 * It may be ended at any moment and run again. Rejects with TopologyError, among other things while a queue that has to be made anew has
 * consumers; nothing is changed then. Rejects with the signal's reason when that is aborted.
 */
export const applyTopology = (options: ApplyOptions): Promise<void> =>
  withBroker(options.urls, async (broker) => {
    const channel = new RenewableChannel(broker.model);
    await lockTopology(broker.model, options.topology.namespace);
    broker.model.on('blocked', () => options.onStep?.('RabbitMQ is short of memory or disk and takes no message: waiting'));
    await new Application(broker, channel, options).run();
  });

class Application {
  private readonly exchange: string;
  private readonly onStep: (step: string) => void;

  constructor(
    private readonly broker: Broker,
    private readonly channel: RenewableChannel,
    private readonly options: ApplyOptions,
  ) {
    this.exchange = namesOf(options.topology.namespace, '').exchange;
    this.onStep = options.onStep ?? nobody;
  }

  async run(): Promise<void> {
    const found = await inspectExchange(this.channel, this.exchange);
    const [difference] = found?.differences ?? [];
    if (difference) throw new TopologyError(`exchange "${this.exchange}" has another ${difference.argument}: delete it first`);
    const findings = await findQueues(this.broker.model, this.options.topology);
    assertMigratable(findings);
    const services = new Set(findings.filter(needsMigration).map(({ wanted }) => wanted.service));
    await lockDeadLetters(this.broker.model, this.options.topology.namespace, services);

    await this.channel.run((open) => open.assertExchange(this.exchange, 'topic', { durable: true }));
    if (!found) this.onStep(`${this.exchange}: created`);
    for (const finding of findings) if (!finding.found) await this.create(finding);
    for (const finding of findings) await this.route(finding);
    for (const finding of inOrder(findings)) await this.migrate(finding, findings);
  }

  private async create({ wanted, swap }: QueueFinding): Promise<void> {
    await declareQueue(this.channel, wanted);
    this.onStep(`${wanted.name}: ${swap ? 'declared anew' : 'created'}`);
  }

  /** Of a queue that is not about to be migrated. */
  private async route({ wanted, found, swap }: QueueFinding): Promise<void> {
    if (needsMigration({ found, swap }) || wanted.role !== 'events') return;
    const { exchange, wanted: types, unwanted } = this.routesOf({ wanted });
    await this.channel.run(async (open) => {
      for (const type of types) await open.bindQueue(wanted.name, exchange, type);
      await this.unbind(open, wanted.name, unwanted);
    });
  }

  private async unbind(channel: Channel, queue: string, types: readonly string[]): Promise<void> {
    for (const type of types) await channel.unbindQueue(queue, this.exchange, type);
    // The broker does not say whether there was anything to unbind.
    if (types.length > 0) this.onStep(`${queue}: unbound from what its service does not consume (${types.join(', ')})`);
  }

  private async migrate({ wanted, found, swap }: QueueFinding, findings: readonly QueueFinding[]): Promise<void> {
    if (!needsMigration({ found, swap })) return;
    const feeders = findings
      .map(({ wanted: each }) => each)
      .filter(({ service, role }) => wanted.role === 'events' && service === wanted.service && role === 'retry');
    const migration = new Migration({
      broker: this.broker,
      queue: wanted,
      routes: this.routesOf({ wanted }),
      feeders: feeders.map(({ name }) => name),
      watchMs: this.options.watchMs ?? watchMs,
      signal: this.options.signal ?? new AbortController().signal,
      onStep: this.onStep,
      onProgress: this.options.onProgress ?? nobody,
    });
    if (found && differs(found)) await migration.replace(found);
    await migration.restore();
  }

  private routesOf({ wanted: { role, service } }: Pick<QueueFinding, 'wanted'>): Routes {
    const { topology, types } = this.options;
    if (role !== 'events') return { exchange: this.exchange, wanted: [], unwanted: [] };
    const wanted = topology.services[service] ?? [];
    return { exchange: this.exchange, wanted, unwanted: types.filter((type) => !wanted.includes(type)) };
  }
}

const differs = ({ differences }: Pick<FoundQueue, 'differences'>): boolean => differences.length > 0;

/** Those that differ, and those of which a migration was not finished. */
const needsMigration = ({ found, swap }: Pick<QueueFinding, 'found' | 'swap'>): boolean =>
  swap !== undefined || (found !== undefined && differs(found));

/** Queues of events last: they are deleted while nothing can expire into them but from queues that are as they should be. */
const inOrder = (findings: readonly QueueFinding[]): readonly QueueFinding[] => [
  ...findings.filter(({ wanted }) => wanted.role !== 'events'),
  ...findings.filter(({ wanted }) => wanted.role === 'events'),
];
