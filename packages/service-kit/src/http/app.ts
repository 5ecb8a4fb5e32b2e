import type { RequestListener } from 'node:http';
import type Router from '@koa/router';
import Koa from 'koa';
import type { Logger } from 'pino';
import { healthRoutes, type Readiness } from '../health/routes.js';
import { requestMetrics } from '../metrics/requests.js';
import { metricsRoutes } from '../metrics/routes.js';
import { problems } from './problems.js';
import { requestId } from './request-id.js';
import { requestLog } from './request-log.js';
import type { PrincipalState } from './state.js';
import { unrouted } from './unrouted.js';
import { wellFormedPath } from './well-formed-path.js';

export type AppMiddleware = ReturnType<Router<PrincipalState>['routes']>;

export interface AppOptions {
  /** Named in the metrics. */
  readonly service: string;
  readonly log: Logger;
  readonly ready: () => Promise<Readiness>;
  /** Whether `/metrics` is there, default true. */
  readonly metrics?: boolean;
  /** What the program itself answers, in order; what it passes on is 404 or 405. */
  readonly middleware: readonly AppMiddleware[];
}

const isDisconnect = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  /^(ECONNRESET|ECONNABORTED|EPIPE|ERR_STREAM_PREMATURE_CLOSE)$/.test(String(error.code));

/** An HTTP front with request ids, a log, problem details and health. */
export const createApp = ({ service, log, ready, metrics = true, middleware }: AppOptions): RequestListener => {
  const app = new Koa<PrincipalState>();
  const all = [
    requestId(log),
    requestLog,
    requestMetrics(service),
    problems,
    wellFormedPath,
    healthRoutes(ready),
    ...(metrics ? [metricsRoutes()] : []),
    ...middleware,
    unrouted,
  ];
  for (const each of all) app.use(each);
  app.on('error', (err: unknown) => log[isDisconnect(err) ? 'debug' : 'error']({ err }, 'an answer failed'));
  const handle = app.callback();
  return (request, response) => void handle(request, response);
};
