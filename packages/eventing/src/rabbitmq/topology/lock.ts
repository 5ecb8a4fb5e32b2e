import { DomainError } from '@ordermill/kernel';
import type { ChannelModel } from 'amqplib';
import { onChannel } from '../channels.js';
import { lock, operatorLockOf } from '../operator-connection.js';
import { namesOf } from '../topology.js';
import { answered } from './refusal.js';
import { TopologyError } from './topology-error.js';

const resourceLocked = 405;
const lockOf = (namespace: string): string => `${namespace}.topology.lock`;

/** Held until the connection is gone, however it ends. Rejects when somebody else holds it for long. */
export const lockTopology = (model: ChannelModel, namespace: string): Promise<void> =>
  lock(model, lockOf(namespace)).catch((cause: unknown) => {
    throw cause instanceof DomainError
      ? new TopologyError(`somebody else is changing the topology of ${namespace}`, { cause })
      : cause;
  });

/** Keeps dead letters of these services from being redriven into a queue that is about to be deleted. Rejects when somebody goes through them. */
export const lockDeadLetters = async (model: ChannelModel, namespace: string, services: Iterable<string>): Promise<void> => {
  for (const service of services) {
    const { deadLetters } = namesOf(namespace, service);
    await lock(model, operatorLockOf(deadLetters)).catch((cause: unknown) => {
      throw cause instanceof DomainError ? new TopologyError(`${deadLetters}: ${cause.message}`, { cause }) : cause;
    });
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
