import { type ChannelModel, connect } from 'amqplib';
import { TopologyError } from './topology-error.js';

export interface Broker {
  readonly model: ChannelModel;
  /** As whom the connection is open: only this user's name may stand in the messages that it publishes. */
  readonly user: string;
}

const connectionTimeout = 10_000;
const heartbeatSeconds = 10;

/** Does something on a connection of its own, to the first that answers; rejects with TopologyError when none does, or when it is lost. */
export const withBroker = async <Result>(urls: readonly string[], work: (broker: Broker) => Promise<Result>): Promise<Result> => {
  const broker = await open(urls);
  const { model } = broker;
  let cause: unknown;
  model.on('error', (error) => (cause = error));
  const lost = new Promise<never>((_resolve, reject) => {
    model.on('close', () => reject(new TopologyError('the connection to RabbitMQ is lost', { cause })));
  });
  try {
    return await Promise.race([work(broker), lost]);
  } finally {
    lost.catch(() => undefined);
    await Promise.race([model.close(), lost]).catch(() => undefined);
  }
};

const open = async (urls: readonly string[]): Promise<Broker> => {
  const failures: string[] = [];
  for (const each of urls) {
    const url = new URL(each);
    if (!url.searchParams.has('heartbeat')) url.searchParams.set('heartbeat', String(heartbeatSeconds));
    const clientProperties = { connection_name: 'ordermill topology' };
    try {
      const model = await connect(url.href, { timeout: connectionTimeout, noDelay: true, clientProperties });
      return { model, user: decodeURIComponent(url.username) || 'guest' };
    } catch (error) {
      failures.push(`${url.host}: ${describe(error)}`);
    }
  }
  throw new TopologyError(`RabbitMQ cannot be reached: ${failures.join('; ')}`);
};

const describe = (error: unknown): string => {
  if (error instanceof AggregateError) return error.errors.map(describe).join(', ');
  return error instanceof Error ? error.message : String(error);
};
