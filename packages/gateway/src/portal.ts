import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type AppMiddleware, type Logger, methodNotAllowed } from '@ordermill/service-kit';
import sirv from 'sirv';

const reserved = /^\/(?:api|auth|docs|health|metrics)(?:\/|$)/;
const hashed = /^\/assets\//;
const aYear = 31_536_000;

const home = fileURLToPath(new URL('.', import.meta.resolve('@ordermill/portal/web/index.html')));

/** Whether a browser wants a page here: the portal finds out which. */
const isPage = (path: string, accept: string): boolean =>
  path === '/' || (!reserved.test(path) && !/\.[^/]*$/.test(path) && accept.includes('text/html'));

/** Serves the built portal: its files, and its one page wherever a browser asks for a page that nobody else has. */
export const portal = (log: Logger, directory = home): AppMiddleware => {
  if (!existsSync(`${directory}/index.html`)) {
    log.warn({ directory }, 'the portal is not built, and not served');
    return (_ctx, next) => next();
  }
  const serve = sirv(directory, {
    etag: true,
    gzip: true,
    brotli: true,
    setHeaders: (response, path) =>
      response.setHeader('Cache-Control', hashed.test(path) ? `public, max-age=${aYear}, immutable` : 'no-cache'),
  });
  return (ctx, next) => {
    const { method, path, req, res } = ctx;
    if (reserved.test(path)) return next();
    if (method !== 'GET' && method !== 'HEAD') {
      if (path !== '/') return next();
      throw methodNotAllowed(method, 'GET, HEAD');
    }
    const url = req.url;
    if (isPage(path, ctx.get('Accept'))) req.url = '/';
    const outcome = { found: true };
    serve(req, res, () => {
      outcome.found = false;
    });
    req.url = url;
    if (!outcome.found) return next();
    ctx.respond = false;
    return undefined;
  };
};
