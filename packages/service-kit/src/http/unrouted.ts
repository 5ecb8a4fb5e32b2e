import type { RouterContext } from '@koa/router';
import type { ParameterizedContext } from 'koa';
import { HttpProblem, methodNotAllowed } from './http-problem.js';
import { shownPath } from './shown-path.js';
import type { RequestState } from './state.js';

/** Comes last: what no route took is a wrong method where a path matched, and unknown elsewhere. */
export const unrouted = (ctx: ParameterizedContext<RequestState, Partial<Pick<RouterContext, 'matched'>>>): void => {
  const allow = [...new Set(ctx.matched?.flatMap((layer) => layer.methods))].sort().join(', ');
  if (allow === '') throw new HttpProblem(404, 'not_found', `There is nothing at ${shownPath(ctx.path).slice(0, 200)}.`);
  throw methodNotAllowed(ctx.method, allow);
};
