import { DomainError } from '@ordermill/kernel';
import type { ChannelModel } from 'amqplib';
import { withConnection } from '../operator-connection.js';
import { TopologyError } from './topology-error.js';

export interface Broker {
  readonly model: ChannelModel;
  /** As whom the connection is open: only this user's name may stand in the messages that it publishes. */
  readonly user: string;
}

/** Does something on a connection of its own; rejects with TopologyError when there is none, or when it is lost. */
export const withBroker = <Result>(urls: readonly string[], work: (broker: Broker) => Promise<Result>): Promise<Result> =>
  withConnection({ urls, name: 'ordermill topology' }, (model, { username }) =>
    work({ model, user: decodeURIComponent(username) || 'guest' }),
  ).catch((error: unknown) => {
    if (!(error instanceof DomainError && error.code === 'broker_unavailable' && error.cause instanceof Error)) throw error;
    throw new TopologyError(`RabbitMQ cannot be reached: ${error.cause.message}`, { cause: error });
  });
