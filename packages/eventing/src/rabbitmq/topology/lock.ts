import type { Channel, ChannelModel } from 'amqplib';
import { onChannel } from '../channels.js';
import { answered } from './refusal.js';
import { TopologyError } from './topology-error.js';

const resourceLocked = 405;
const lockOf = (namespace: string): string => `${namespace}.topology.lock`;

/** Held by a connection until that is gone, however it ends. Rejects when somebody else holds it. */
export const lockTopology = async (channel: Channel, namespace: string): Promise<void> => {
  try {
    await channel.assertQueue(lockOf(namespace), { exclusive: true, durable: false });
  } catch (error) {
    if (!answered(error, resourceLocked)) throw error;
    throw new TopologyError(`somebody else is changing the topology of ${namespace}`, { cause: error });
  }
};

/** Rejects while somebody holds the lock. */
export const refuseWhileLocked = (model: ChannelModel, namespace: string): Promise<void> =>
  onChannel(model, async (channel) => {
    try {
      // To delete what is not there is no error and leaves no line in the broker's log; what somebody else holds cannot be deleted.
      await channel.deleteQueue(lockOf(namespace));
    } catch (error) {
      if (!answered(error, resourceLocked)) throw error;
      throw new Error(`the topology of ${namespace} is being changed: consuming waits until that is done`, { cause: error });
    }
  });
