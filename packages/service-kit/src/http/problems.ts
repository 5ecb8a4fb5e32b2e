import type { Middleware } from 'koa';
import { problemOf } from './problem.js';
import type { RequestState } from './state.js';

/** Whoever says without a cause that something is not to be had now has said it before. */
const levelOf = (status: number, error: unknown) => {
  if (status !== 503) return 'error';
  return error instanceof Error && error.cause !== undefined ? 'warn' : 'debug';
};

/** The one place where an error becomes an answer. */
export const problems: Middleware<RequestState> = async (ctx, next) => {
  try {
    await next();
  } catch (error) {
    const { status, headers, body } = problemOf(error);
    if (status >= 500) ctx.state.log[levelOf(status, error)]({ err: error, code: body.code }, 'request failed');
    if (ctx.headerSent) return void ctx.res.destroy();
    ctx.status = status;
    ctx.body = body;
    ctx.set(headers);
  }
};
