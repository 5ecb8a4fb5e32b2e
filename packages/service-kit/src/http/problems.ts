import type { Middleware } from 'koa';
import { problemOf } from './problem.js';
import type { RequestState } from './state.js';

/** The one place where an error becomes an answer. */
export const problems: Middleware<RequestState> = async (ctx, next) => {
  try {
    await next();
  } catch (error) {
    const { status, headers, body } = problemOf(error);
    if (status >= 500) ctx.state.log[status === 503 ? 'warn' : 'error']({ err: error, code: body.code }, 'request failed');
    if (ctx.headerSent) return void ctx.res.destroy();
    ctx.status = status;
    ctx.body = body;
    ctx.set(headers);
  }
};
