import type { Middleware } from 'koa';
import { HttpProblem } from './http-problem.js';
import type { RequestState } from './state.js';

interface Target {
  readonly path: string;
}

const decoded = (target: Target): string | undefined => {
  try {
    return decodeURIComponent(target.path); // the getter throws too
  } catch {
    return undefined;
  }
};

// A URL parser takes them, in any encoding, for the way up, and a backslash for a slash: what is routed here would be asked for elsewhere.
const hasDotSegments = (path: string): boolean => /(?:^|[/\\])\.{1,2}(?:[/\\]|$)/.test(path);

const faultIn = (target: Target): string | undefined => {
  const path = decoded(target);
  if (path === undefined || path.includes('\0')) return 'must be percent-encoded UTF-8';
  return hasDotSegments(path) ? 'must have no segments "." and ".."' : undefined;
};

/** Refuses a target that is no URL, whose percent-encoding cannot be decoded, or that leads upwards, before a route sees a part of it. */
export const wellFormedPath: Middleware<RequestState> = (ctx, next) => {
  const message = faultIn(ctx);
  if (message === undefined) return next();
  throw new HttpProblem(400, 'invalid_path', `path: ${message}`, {}, [{ path: 'path', message }]);
};
