import type { RequestListener } from 'node:http';
import type { ServiceName } from '@ordermill/contracts';
import { type AppMiddleware, createApp, type Logger, runChecks } from '@ordermill/service-kit';
import { docsRoutes } from './docs/routes.js';
import { type FrontDoor, openDoor } from './front-door.js';
import { removeUntrusted } from './headers.js';
import { opsRoutes } from './ops/routes.js';
import { portal } from './portal.js';
import { serviceAt, serviceOfLetterAt } from './routes.js';
import { securityHeaders } from './security-headers.js';
import type { Upstream } from './upstream.js';

export interface GatewayOptions {
  readonly upstreams: Readonly<Record<ServiceName, Upstream>>;
  readonly log: Logger;
  /** Aborted when the process is asked to stop: the gateway is no longer ready. */
  readonly stopping: AbortSignal;
  readonly frontDoor?: FrontDoor;
}

/** The front door: every request goes to the service that its path names. */
export const createGateway = ({ upstreams, log, stopping, frontDoor = openDoor }: GatewayOptions): RequestListener => {
  const names = Object.keys(upstreams) as ServiceName[];
  const forward: AppMiddleware = (ctx, next) => {
    const service = serviceAt(ctx.path) ?? serviceOfLetterAt(ctx.path, names);
    if (!service) return next();
    ctx.respond = false;
    return upstreams[service].listener(ctx.req, ctx.res);
  };
  const services = Object.entries(upstreams).map(([name, upstream]) => [name, () => check(upstream)] as const);
  const checks = { ...Object.fromEntries(services), ...frontDoor.checks };
  const ready = async () => (stopping.aborted ? { ok: false, checks: { gateway: 'draining' } } : runChecks(checks));
  const { https, metrics, middleware } = frontDoor;
  const all = [docsRoutes(), ...middleware, trustingNobody, opsRoutes(upstreams), forward, portal(log)];
  const app = createApp({ service: 'gateway', log, ready, metrics, middleware: all });
  const secure = securityHeaders(https);
  return (request, response) => {
    secure(request, response);
    app(request, response);
  };
};

const trustingNobody: AppMiddleware = (ctx, next) => {
  removeUntrusted(ctx.req.headers);
  return next();
};

const check = async (upstream: Upstream): Promise<string> => {
  const { ok, checks } = await upstream.ready();
  const amiss = Object.entries(checks).filter(([, result]) => result !== 'ok');
  return ok ? 'ok' : amiss.map(([name, result]) => `${name} ${result}`).join(', ');
};
