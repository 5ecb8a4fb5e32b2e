import { forEveryService } from '@ordermill/contracts';
import {
  announce,
  checkEnvironment,
  createLogger,
  drainInOrder,
  drainMs,
  type Environment,
  HttpServer,
  readEnvironment,
  runProcess,
  whenStopping,
} from '@ordermill/service-kit';
import { createGateway } from './gateway.js';
import { createHttpUpstream } from './http-upstream.js';
import { gatewaySettings, upstreamSettings } from './settings.js';

/** The gateway in a process of its own, from its environment. Never resolves: the process exits. */
export const runGateway = (): Promise<never> => runProcess((stopping) => serve(process.env, stopping));

const serve = async (env: Environment, stopping: AbortSignal): Promise<void> => {
  checkEnvironment(env, [gatewaySettings, upstreamSettings]);
  const { HOST, PORT, LOG_LEVEL } = readEnvironment(env, gatewaySettings);
  const urls = readEnvironment(env, upstreamSettings);
  const log = createLogger(LOG_LEVEL, { service: 'gateway' });
  const upstreams = forEveryService((name) => createHttpUpstream({ name, urls: urls[name], log }));
  const server = new HttpServer(createGateway({ upstreams, log, stopping }));
  const port = await server.listen(HOST, PORT);
  log.info({ host: HOST, port }, 'ready');
  await whenStopping(stopping);
  log.info('draining');
  await drainInOrder([announce(server), ['requests', () => server.drain(drainMs.requests)]], drainMs.all, log);
  log.info('stopped');
};
