import type { RequestListener } from 'node:http';
import { createFrontDoor, createGateway, frontDoorSettings, type RunningFrontDoor } from '@ordermill/gateway';
import {
  authSettings,
  checkEnvironment,
  createLogger,
  drainInOrder,
  type Environment,
  HttpServer,
  readEnvironment,
  retentionSettings,
  runProcess,
  startingListener,
  whenStopping,
} from '@ordermill/service-kit';
import { inProcessBus, rabbitMqBus, type StandaloneBus } from './bus.js';
import { embeddedPostgres, existingPostgres, type Postgres } from './postgres.js';
import { createServices, databaseOf, modules, type Services } from './services.js';
import { standaloneSettings, withDevelopmentTokens } from './settings.js';

const drainMs = { all: 6_000, requests: 3_000, withoutDatabase: 500 };

/** Everything in one process, from its environment. Never resolves: the process exits. */
export const runStandalone = (): Promise<never> => runProcess((stopping) => serve(withDevelopmentTokens(process.env), stopping));

// The in-process bus confirms a message once it is handled or parked: after all its retries at the latest.
const lagSeconds = { broker: 10, inProcess: 120 };

const print = (line: string): void => void process.stdout.write(`ordermill ${line}\n`);

const serve = async (env: Environment, stopping: AbortSignal): Promise<void> => {
  const own = [standaloneSettings, authSettings, frontDoorSettings, retentionSettings];
  checkEnvironment(env, [...own, ...Object.values(modules).map(({ settings }) => settings)]);
  const { HOST, PORT, LOG_LEVEL, DATA_DIR, DATABASE_URL, AMQP_URL } = readEnvironment(env, standaloneSettings);
  const log = createLogger(LOG_LEVEL);

  let listener: RequestListener = startingListener(log);
  let postgres: Postgres | undefined;
  let bus: StandaloneBus | undefined;
  let services: Services | undefined;
  let frontDoor: RunningFrontDoor | undefined;
  const all = () => Object.values(services ?? {});

  const server = new HttpServer((request, response) => listener(request, response));
  const port = await server.listen(HOST, PORT);
  try {
    if (DATABASE_URL === undefined) print(`starting PostgreSQL in ${DATA_DIR}`);
    postgres = DATABASE_URL ? existingPostgres(DATABASE_URL) : await embeddedPostgres(DATA_DIR, print, stopping);
    const ending = AbortSignal.any([stopping, postgres.failed]);
    bus = AMQP_URL ? rabbitMqBus(AMQP_URL, log) : inProcessBus((service) => databaseOf(services, service), log);
    print('starting the services');
    const longestLagSeconds = AMQP_URL ? lagSeconds.broker : lagSeconds.inProcess;
    const { url: databaseUrl } = postgres;
    services = await createServices({ env, databaseUrl, ...bus, log, stopping: ending, longestLagSeconds });
    await Promise.all(all().map((service) => service.attach()));
    for (const service of all()) service.start();
    const gatewayLog = log.child({ service: 'gateway' });
    frontDoor = createFrontDoor({ env, databaseUrl, log: gatewayLog, stopping: ending });
    await frontDoor.opened();
    listener = createGateway({ upstreams: services, log: gatewayLog, stopping: ending, frontDoor });
    if (readEnvironment(env, authSettings).mode === 'static')
      print('lets in whoever knows a development token (AUTH_MODE=static)');
    print(`ready on http://localhost:${port}`);
    await whenStopping(ending);
    postgres.failed.throwIfAborted();
  } finally {
    print('stopping');
    await drainInOrder(
      [
        ['requests', () => server.drain(drainMs.requests)],
        ['services', () => Promise.all(all().map((service) => service.drain()))],
        ['bus', () => bus?.bus.close()],
        ['dead letters', () => bus?.settled()],
        ['sessions', () => frontDoor?.close()],
        ['databases', () => Promise.all(all().map((service) => service.close()))],
      ],
      postgres?.failed.aborted ? drainMs.withoutDatabase : drainMs.all,
      log,
    );
    await postgres?.stop();
  }
};
