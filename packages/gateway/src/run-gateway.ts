import { forEveryService } from '@ordermill/contracts';
import {
  announce,
  authSettings,
  changeSchema,
  checkEnvironment,
  createLogger,
  drainInOrder,
  drainMs,
  type Environment,
  HttpServer,
  readEnvironment,
  runProcess,
  warnOfStatic,
  whenStopping,
} from '@ordermill/service-kit';
import { gatewaySchema } from './database/schema.js';
import { createFrontDoor } from './front-door.js';
import { frontDoorSettings } from './front-door-settings.js';
import { createGateway } from './gateway.js';
import { createHttpUpstream } from './http-upstream.js';
import { gatewaySettings, upstreamSettings } from './settings.js';

/** The gateway in a process of its own, from its environment. With `--migrate` or `--revert` it only changes its schema. Never resolves: the process exits. */
export const runGateway = (): Promise<never> => {
  const { env, argv } = process;
  if (argv.includes('--migrate')) return runProcess((stopping) => changeSchema(gatewaySchema, 'migrate', env, stopping));
  if (argv.includes('--revert')) return runProcess((stopping) => changeSchema(gatewaySchema, 'revert', env, stopping));
  return runProcess((stopping) => serve(env, stopping));
};

const serve = async (env: Environment, stopping: AbortSignal): Promise<void> => {
  checkEnvironment(env, [gatewaySettings, upstreamSettings, authSettings, frontDoorSettings]);
  const { HOST, PORT, LOG_LEVEL, DATABASE_URL } = readEnvironment(env, gatewaySettings);
  const urls = readEnvironment(env, upstreamSettings);
  const log = createLogger(LOG_LEVEL, { service: 'gateway' });
  warnOfStatic(readEnvironment(env, authSettings), log);
  const upstreams = forEveryService((name) => createHttpUpstream({ name, urls: urls[name], log }));
  const frontDoor = createFrontDoor({ env, databaseUrl: DATABASE_URL, log, stopping });
  const server = new HttpServer(createGateway({ upstreams, log, stopping, frontDoor }));
  try {
    const port = await server.listen(HOST, PORT);
    log.info({ host: HOST, port }, 'ready');
    await whenStopping(stopping);
  } finally {
    log.info('draining');
    const steps = [
      announce(server),
      ['requests', () => server.drain(drainMs.requests)],
      ['sessions', () => frontDoor.close()],
    ] as const;
    await drainInOrder(steps, drainMs.all, log);
    log.info('stopped');
  }
};
