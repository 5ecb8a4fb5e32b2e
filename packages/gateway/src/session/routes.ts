import Router from '@koa/router';
import type { SessionResponse } from '@ordermill/contracts';
import type { PrincipalState } from '@ordermill/service-kit';
import type { SecretCookie } from './cookies.js';
import { requireSameOrigin } from './same-origin.js';
import type { Sessions } from './sessions.js';
import type { SignInMethod } from './sign-in-method.js';
import type { VisitorOf } from './visitor.js';

export interface AuthRoutesOptions {
  readonly sessions: Sessions;
  readonly cookie: SecretCookie;
  readonly method: SignInMethod;
  readonly visitorOf: VisitorOf;
  readonly publicUrl: string | undefined;
}

/** `/auth`, for the portal. */
export const authRoutes = ({ sessions, cookie, method, visitorOf, publicUrl }: AuthRoutesOptions) => {
  const router = new Router<PrincipalState>({ prefix: '/auth' });
  router.use((ctx, next) => {
    ctx.set('Cache-Control', 'no-store');
    requireSameOrigin(ctx, publicUrl);
    return next();
  });

  router.get('/session', async (ctx) => {
    const visitor = await visitorOf(ctx);
    const user = visitor ? { id: visitor.userId, name: visitor.name, role: visitor.role } : null;
    ctx.body = { mode: method.mode, user, accounts: [...method.accounts] } satisfies SessionResponse;
  });

  method.route(router);

  router.post('/sign-out', async (ctx) => {
    const id = cookie.read(ctx);
    const tokens = id === undefined ? undefined : await sessions.end(id);
    cookie.clear(ctx);
    const redirect = tokens && (await method.signOut(tokens));
    if (redirect === undefined) ctx.status = 204;
    else ctx.body = { redirect };
  });

  return router.routes();
};
