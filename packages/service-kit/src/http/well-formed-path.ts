import type { Middleware } from 'koa';
import { HttpProblem } from './http-problem.js';
import type { RequestState } from './state.js';

const isWellFormed = (path: string): boolean => {
  try {
    return !decodeURIComponent(path).includes('\0');
  } catch {
    return false;
  }
};

/** Refuses a path whose percent-encoding cannot be decoded, before a route sees a part of it. */
export const wellFormedPath: Middleware<RequestState> = (ctx, next) => {
  if (isWellFormed(ctx.path)) return next();
  const message = 'must be percent-encoded UTF-8';
  throw new HttpProblem(400, 'invalid_path', `path: ${message}`, {}, [{ path: 'path', message }]);
};
