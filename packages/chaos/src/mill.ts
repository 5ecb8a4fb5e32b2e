import { join } from 'node:path';
import type { CleanUp } from './clean-up.js';
import { Fleet } from './processes/fleet.js';
import type { Targets } from './faults/targets.js';
import { startPostgres } from './servers/postgres.js';
import { startRabbitmq } from './servers/scripts.js';
import { allOf, layWires, through } from './servers/wires.js';

export interface MillOptions {
  readonly directory: string;
  readonly replicas: number;
  /** Each is the token of a user of that name. */
  readonly users: readonly string[];
  readonly variables?: Readonly<Record<string, string>>;
  readonly cleanUp: CleanUp;
  readonly onUnexpectedEnd: (name: string, how: string) => void;
  readonly signal?: AbortSignal;
}

/** Servers of its own, and every service as processes that reach them through lines that can be cut; resolves when all are ready. */
export const startMill = async (options: MillOptions): Promise<Targets> => {
  const { directory, replicas, users, cleanUp, signal } = options;
  const { database, broker } = await startServers(directory, cleanUp);
  const wires = await layWires({ broker: broker.port, database: database.port });
  cleanUp.add(() => Promise.all(allOf(wires).map(({ proxy }) => proxy.close())));
  signal?.throwIfAborted();
  const fleet = await Fleet.start({
    directory,
    replicas,
    variables: {
      AUTH_STATIC_TOKENS: users.map((user) => `${user}=${user}`).join(),
      RATE_LIMIT_PER_MINUTE: '0',
      DATABASE_URL: database.url,
      LOG_LEVEL: 'warn',
      ...options.variables,
    },
    variablesOf: (service) => ({
      DATABASE_URL: through(wires.database[service], database.url),
      AMQP_URL: through(wires.broker[service], broker.url),
    }),
    onUnexpectedEnd: options.onUnexpectedEnd,
  });
  cleanUp.add(() => fleet.end('SIGKILL'));
  await fleet.becomesReady(signal);
  return { fleet, broker, database, wires };
};

/** Both, or, after both have come to an end, neither. */
const startServers = async (directory: string, cleanUp: CleanUp) => {
  const starting = [startPostgres(join(directory, 'database')), startRabbitmq()] as const;
  const [database, broker] = await Promise.allSettled(starting);
  if (database.status === 'fulfilled') cleanUp.add(database.value.stop);
  if (broker.status === 'fulfilled') cleanUp.add(broker.value.kill);
  const [startedDatabase, startedBroker] = await Promise.all(starting);
  return { database: startedDatabase, broker: startedBroker };
};
