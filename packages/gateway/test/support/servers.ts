import { forEveryService } from '@ordermill/contracts';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createLogger, HttpServer } from '@ordermill/service-kit';
import { afterEach } from 'mocha';
import type { FrontDoor } from '../../src/front-door.js';
import { createGateway, type GatewayOptions } from '../../src/gateway.js';
import { createHttpUpstream, type HttpUpstreamOptions } from '../../src/http-upstream.js';
import type { Upstream } from '../../src/upstream.js';

const upstreams: Server[] = [];
const gateways: HttpServer[] = [];

afterEach(async () => {
  await Promise.all(gateways.splice(0).map((gateway) => gateway.drain(0)));
  for (const upstream of upstreams.splice(0)) {
    upstream.close();
    upstream.closeAllConnections();
  }
});

const urlOf = (server: Server): string => {
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new TypeError('not listening');
  return `http://127.0.0.1:${address.port}`;
};

/** The URL of a service that answers so. */
export const listening = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  upstreams.push(server);
  await once(server, 'listening');
  return urlOf(server);
};

/** A URL where connections are refused. */
export const unusedUrl = async (): Promise<string> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = urlOf(server);
  server.close();
  await once(server, 'close');
  return url;
};

const serve = async (options: Omit<GatewayOptions, 'log'>) => {
  const gateway = new HttpServer(createGateway({ log: createLogger('silent'), ...options }));
  gateways.push(gateway);
  const port = await gateway.listen('127.0.0.1', 0);
  return { gateway, port, url: `http://127.0.0.1:${port}` };
};

/** A gateway in front of these services, closed after the test. */
export const gatewayOf = (
  order: Upstream,
  payment = order,
  voucher = order,
  eventStore = order,
  stopping: AbortSignal = new AbortController().signal,
) => serve({ upstreams: { order, payment, voucher, 'event-store': eventStore }, stopping });

/** A gateway behind this door, in front of one service, closed after the test. */
export const gatewayBehind = (frontDoor: FrontDoor, service: Upstream) =>
  serve({ upstreams: forEveryService(() => service), stopping: new AbortController().signal, frontDoor });

export const gatewayTo = (urls: readonly string[], options: Partial<HttpUpstreamOptions> = {}) =>
  gatewayOf(createHttpUpstream({ name: 'order', urls, log: createLogger('silent'), ...options }));
