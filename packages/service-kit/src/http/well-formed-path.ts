import type { Middleware } from 'koa';
import { HttpProblem } from './http-problem.js';
import type { RequestState } from './state.js';

const isWellFormed = (request: { readonly path: string }): boolean => {
  try {
    return !decodeURIComponent(request.path).includes('\0');
  } catch {
    return false;
  }
};

/** Refuses a target that is no URL, or whose percent-encoding cannot be decoded, before a route sees a part of it. */
export const wellFormedPath: Middleware<RequestState> = (ctx, next) => {
  if (isWellFormed(ctx)) return next();
  const message = 'must be percent-encoded UTF-8';
  throw new HttpProblem(400, 'invalid_path', `path: ${message}`, {}, [{ path: 'path', message }]);
};
