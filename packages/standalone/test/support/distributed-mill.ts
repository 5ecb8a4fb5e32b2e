import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { awaitEveryService, forEveryService, type ServiceName, serviceNames } from '@ordermill/contracts';
import { startEmbeddedPostgres } from '../../src/embedded-postgres.js';
import { privateBroker, removeTopology } from './broker.js';
import { atEnd } from './clean-up.js';
import { clientOf, eventually } from './client.js';
import { startProcess, stopProcesses } from './process.js';

type Environment = Readonly<Record<string, string>>;

interface MillOptions {
  /** Processes of each service, default 1. */
  readonly replicas?: number;
  readonly env?: Environment;
  /** Differs from the rest for these. */
  readonly envOf?: (servers: Servers) => Promise<Partial<Record<ServiceName, Environment>>>;
}

type Servers = Awaited<ReturnType<typeof startServers>>;

export const tokens = { user: 'thisisajwttoken', admin: 'thisisanadmintoken' };

/** A PostgreSQL server of its own and the broker without a message, and the environment of services on both; timers are due at once. */
export const startServers = async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'ordermill-services-'));
  atEnd(() => rm(dataDir, { recursive: true }));
  const broker = await privateBroker();
  const postgres = await startEmbeddedPostgres({ dataDir });
  atEnd(postgres.stop);
  await removeTopology(broker.url);
  const env = {
    DATABASE_URL: postgres.url,
    AMQP_URL: broker.url,
    AUTH_STATIC_TOKENS: `${tokens.user}=demo,${tokens.admin}=admin:admin`,
    DISPATCH_DELAY_MS: '0',
    DELIVERY_DELAY_MS: '0',
  };
  return { broker, databaseUrl: postgres.url, env };
};

/** Services as processes of their own behind a gateway, all of them ready. */
export const startMill = async ({ replicas = 1, ...options }: MillOptions = {}) => {
  const servers = await startServers();
  atEnd(stopProcesses);
  const own = (await options.envOf?.(servers)) ?? {};
  const envOf = (name: ServiceName) => ({ ...servers.env, ...options.env, ...own[name] });
  const start = (name: ServiceName) =>
    Promise.all(Array.from({ length: replicas }, () => startReady(`${name}-service`, envOf(name))));
  const services = await awaitEveryService(start);
  const urls = forEveryService((name) => urlsOf(services[name]));
  const upstreams = Object.fromEntries(serviceNames.map((name) => [urlVariableOf(name), urls[name]]));
  const gatewayEnv = { ...servers.env, ...options.env, ...upstreams };
  let door = await startReady('gateway', gatewayEnv);
  const gateway = urlsOf([door]);
  return {
    ...servers,
    url: gateway,
    urls,
    client: clientOf(gateway, tokens.user),
    admin: clientOf(gateway, tokens.admin),
    /** Ends a process as a crash would, and starts another in its place. */
    replace: async (name: ServiceName, index = 0): Promise<void> => {
      const { port } = await kill(services[name][index]);
      services[name][index] = await startReady(`${name}-service`, { ...envOf(name), PORT: port });
    },
    replaceGateway: async (): Promise<void> => {
      const { port } = await kill(door);
      door = await startReady('gateway', { ...gatewayEnv, PORT: port });
    },
    /** What every process has written. */
    output: (): string =>
      Object.values(services)
        .flat()
        .map(({ stdout, stderr }) => stdout() + stderr())
        .join(''),
    kill: (name: ServiceName, index = 0) => kill(services[name][index]),
  };
};

export type DistributedMill = Awaited<ReturnType<typeof startMill>>;

type ServiceProcess = Awaited<ReturnType<typeof startReady>>;

const startReady = async (name: string, env: Environment) => {
  const started = startProcess(name, { PORT: '0', ...env });
  const port = await started.says(/"port":(\d+)/);
  await eventually(
    () => fetch(`http://127.0.0.1:${port}/health/ready`),
    ({ ok }) => ok,
  );
  return { ...started, port };
};

const kill = async (victim: ServiceProcess | undefined): Promise<ServiceProcess> => {
  if (!victim) throw new RangeError('there is no such replica');
  victim.child.kill('SIGKILL');
  await victim.exited;
  return victim;
};

const urlsOf = (replicas: readonly ServiceProcess[]): string => replicas.map(({ port }) => `http://127.0.0.1:${port}`).join();

const urlVariableOf = (service: ServiceName): string => `${service.replaceAll('-', '_').toUpperCase()}_URL`;
