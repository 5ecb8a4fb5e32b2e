import type { ChannelModel } from 'amqplib';
import { RenewableChannel } from '../channels.js';
import { namesOf, type Topology } from '../topology.js';
import { withBroker } from './broker.js';
import { countsOf, type Difference, type FoundQueue, inspectExchange, inspectQueue, type QueueCounts } from './inspection.js';
import { queuesOf, swapOf, type WantedQueue } from './queues.js';

/** `unfinished` is the queue that a migration has left behind when it was ended half-way. */
export type TopologyState = 'ok' | 'create' | 'differs' | 'unfinished';

export interface TopologyItem {
  readonly kind: 'exchange' | 'queue';
  readonly name: string;
  readonly state: TopologyState;
  /** What the broker would refuse to change. */
  readonly differences: readonly Difference[];
  /** Those that wait, and how many consumers they have: of a queue that is there. */
  readonly messages?: number;
  readonly consumers?: number;
}

/** A queue that is wanted, and what is there of it and of its migration. */
export interface QueueFinding {
  readonly wanted: WantedQueue;
  readonly found: FoundQueue | undefined;
  readonly swap: QueueCounts | undefined;
}

/** Compares what the code needs with what the broker has, and changes nothing. Rejects with TopologyError when no broker can be reached. */
export const planTopology = (urls: readonly string[], topology: Topology): Promise<readonly TopologyItem[]> =>
  withBroker(urls, async ({ model }) => {
    const { exchange } = namesOf(topology.namespace, '');
    const channel = new RenewableChannel(model);
    const found = await inspectExchange(channel, exchange);
    await channel.close();
    const first: TopologyItem = {
      kind: 'exchange',
      name: exchange,
      state: stateOf(found),
      differences: found?.differences ?? [],
    };
    const findings = await findQueues(model, topology);
    return [first, ...findings.flatMap(itemsOf)];
  });

export const findQueues = async (model: ChannelModel, topology: Topology): Promise<readonly QueueFinding[]> => {
  const channel = new RenewableChannel(model);
  const findings: QueueFinding[] = [];
  try {
    for (const service of Object.keys(topology.services))
      for (const wanted of queuesOf(topology.namespace, service, topology.retryDelays))
        findings.push({
          wanted,
          found: await inspectQueue(channel, wanted),
          swap: await countsOf(channel, swapOf(wanted.name)),
        });
    return findings;
  } finally {
    await channel.close();
  }
};

const stateOf = (found: { readonly differences: readonly Difference[] } | undefined): TopologyState => {
  if (!found) return 'create';
  return found.differences.length > 0 ? 'differs' : 'ok';
};

const itemsOf = ({ wanted: { name }, found, swap }: QueueFinding): readonly TopologyItem[] => {
  const counts = found && { messages: found.messages, consumers: found.consumers };
  const item: TopologyItem = { kind: 'queue', name, state: stateOf(found), differences: found?.differences ?? [], ...counts };
  const left: TopologyItem = { kind: 'queue', name: swapOf(name), state: 'unfinished', differences: [], ...swap };
  return swap ? [item, left] : [item];
};
