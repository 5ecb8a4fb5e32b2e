import { randomUUID } from 'node:crypto';
import type { Middleware } from 'koa';
import type { Logger } from 'pino';
import type { RequestState } from './state.js';

const header = 'x-request-id';

/** Takes over a well-formed X-Request-Id or makes one, answers with it, and leaves it in the request for whoever it is forwarded to. */
export const requestId =
  (log: Logger): Middleware<RequestState> =>
  (ctx, next) => {
    const given = ctx.get(header);
    const id = /^[\w.:+/=-]{1,128}$/.test(given) ? given : randomUUID();
    ctx.req.headers[header] = id;
    ctx.set('X-Request-Id', id);
    ctx.state.requestId = id;
    ctx.state.log = log.child({ requestId: id });
    return next();
  };
