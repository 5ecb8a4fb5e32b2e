import type { Middleware } from 'koa';
import { shownPath } from './shown-path.js';
import type { RequestState } from './state.js';

/** One line for each answer; a probe's is for debugging only. The query, bodies and credentials stay out of it. */
export const requestLog: Middleware<RequestState> = (ctx, next) => {
  const start = performance.now();
  const { method, originalUrl, res, state } = ctx;
  const path = shownPath(originalUrl.split('?', 1)[0] ?? '');
  res.once('close', () => {
    const ms = Math.round(performance.now() - start);
    const fields = { method, path, status: res.statusCode, ms, location: res.getHeader('Location') };
    state.log[path.startsWith('/health/') || path === '/metrics' ? 'debug' : 'info'](
      fields,
      res.writableFinished ? 'request' : 'request aborted',
    );
  });
  return next();
};
