import type { RenewableChannel } from '../channels.js';
import type { QueueArguments } from './queues.js';
import { type Refusal, refusalOf } from './refusal.js';

export interface QueueProperties {
  readonly name: string;
  readonly arguments: QueueArguments;
  /** Default true. */
  readonly durable?: boolean;
  /** Default false. */
  readonly autoDelete?: boolean;
}

/** Makes the queue if it is missing. The refusal when it is there and differs; undefined when it is there as declared. */
export const declareQueue = async (channel: RenewableChannel, queue: QueueProperties): Promise<Refusal | undefined> => {
  const { name, durable = true, autoDelete = false, arguments: queueArguments } = queue;
  try {
    await channel.run((open) => open.assertQueue(name, { durable, autoDelete, arguments: queueArguments }));
    return undefined;
  } catch (error) {
    const refusal = refusalOf(error);
    if (!refusal) throw error;
    return refusal;
  }
};
