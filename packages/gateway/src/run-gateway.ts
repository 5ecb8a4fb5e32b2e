import {
  announce,
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
import { gatewaySettings } from './settings.js';

/** The gateway in a process of its own, from its environment. Never resolves: the process exits. */
export const runGateway = (): Promise<never> => runProcess((stopping) => serve(process.env, stopping));

const serve = async (env: Environment, stopping: AbortSignal): Promise<void> => {
  const { HOST, PORT, LOG_LEVEL, ORDER_URL, PAYMENT_URL, VOUCHER_URL } = readEnvironment(env, gatewaySettings);
  const log = createLogger(LOG_LEVEL, { service: 'gateway' });
  const upstreams = {
    order: createHttpUpstream({ name: 'order', urls: ORDER_URL, log }),
    payment: createHttpUpstream({ name: 'payment', urls: PAYMENT_URL, log }),
    voucher: createHttpUpstream({ name: 'voucher', urls: VOUCHER_URL, log }),
  };
  const server = new HttpServer(createGateway({ upstreams, log, stopping }));
  const port = await server.listen(HOST, PORT);
  log.info({ host: HOST, port }, 'ready');
  await whenStopping(stopping);
  log.info('draining');
  await drainInOrder([announce(server), ['requests', () => server.drain(drainMs.requests)]], drainMs.all, log);
  log.info('stopped');
};
