import type { RouterContext } from '@koa/router';
import type { ParameterizedContext } from 'koa';
import { Histogram } from 'prom-client';
import type { RequestState } from '../http/state.js';

const durations = new Histogram({
  name: 'http_request_duration_seconds',
  help: 'Time from a request to the end of its answer; route is the pattern that matched, if one did',
  labelNames: ['service', 'method', 'route', 'status'],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
});

// The method is the client's: only known ones become a label.
const knownMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

const routeOf = (matched: RouterContext['matched'] = []): string =>
  String(matched.findLast(({ methods }) => methods.length > 0)?.path ?? '');

/** Measures the requests of a service. */
export const requestMetrics =
  (service: string) =>
  (
    ctx: ParameterizedContext<RequestState, Partial<Pick<RouterContext, 'matched'>>>,
    next: () => Promise<unknown>,
  ): Promise<unknown> => {
    const stop = durations.startTimer({ service, method: knownMethods.has(ctx.method) ? ctx.method : 'other' });
    ctx.res.once('close', () => stop({ route: routeOf(ctx.matched), status: ctx.res.statusCode }));
    return next();
  };
