import Router from '@koa/router';
import type { PrincipalState } from '@ordermill/service-kit';
import { publicFile, publicPaths } from './files.js';
import { contentSecurityPolicy } from './page.js';

/** The documents of the API, and the reference that is made of them; no token is needed. */
export const docsRoutes = () => {
  const router = new Router<PrincipalState>();
  for (const path of publicPaths)
    router.get(path, async (ctx) => {
      const { type, etag, plain, gzipped } = await publicFile(path);
      ctx.status = 200;
      ctx.set({ ETag: etag, 'Cache-Control': 'no-cache', Vary: 'Accept-Encoding' });
      ctx.type = type;
      if (type === 'html') ctx.set('Content-Security-Policy', contentSecurityPolicy);
      if (ctx.fresh) return void (ctx.status = 304);
      if (ctx.acceptsEncodings('gzip', 'identity') === 'gzip') {
        ctx.set('Content-Encoding', 'gzip');
        ctx.body = gzipped;
      } else ctx.body = plain;
    });
  return router.routes();
};
