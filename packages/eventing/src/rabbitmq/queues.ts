import { Queues, type QueueStatus } from '../queues.js';
import { RenewableChannel } from './channels.js';
import { type OperatorConnection, withConnection } from './operator-connection.js';
import type { Topology } from './topology.js';
import { queuesOf, type WantedQueue } from './topology/queues.js';
import { answered } from './topology/refusal.js';

export interface RabbitMqQueuesOptions extends OperatorConnection {
  readonly topology: Pick<Topology, 'namespace' | 'retryDelays'>;
}

/** Asks the broker. A queue that is missing is left out. */
export class RabbitMqQueues extends Queues {
  constructor(private readonly options: RabbitMqQueuesOptions) {
    super();
  }

  override of(service: string): Promise<readonly QueueStatus[]> {
    const { namespace, retryDelays } = this.options.topology;
    return withConnection(this.options, async (model) => {
      const channel = new RenewableChannel(model);
      const found: QueueStatus[] = [];
      for (const wanted of queuesOf(namespace, service, retryDelays)) found.push(...(await statusOf(channel, wanted)));
      await channel.close();
      return found;
    });
  }
}

const statusOf = async (channel: RenewableChannel, { name, role }: WantedQueue): Promise<QueueStatus[]> => {
  try {
    const { messageCount: ready, consumerCount: consumers } = await channel.run((open) => open.checkQueue(name));
    return [{ queue: name, role, ready, consumers }];
  } catch (error) {
    if (answered(error, notFound)) return [];
    throw error;
  }
};

const notFound = 404;
