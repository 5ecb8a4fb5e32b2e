import Router from '@koa/router';
import type { PrincipalState } from '../http/state.js';

/** Whether work can be done, and what each check found: `ok`, or what is amiss. */
export interface Readiness {
  readonly ok: boolean;
  readonly checks: Readonly<Record<string, string>>;
}

export const healthRoutes = (ready: () => Promise<Readiness>) =>
  new Router<PrincipalState>()
    .get('/health/live', (ctx) => {
      ctx.set('Cache-Control', 'no-store');
      ctx.body = { status: 'live' };
    })
    .get('/health/ready', async (ctx) => {
      const { ok, checks } = await ready();
      ctx.set('Cache-Control', 'no-store');
      ctx.status = ok ? 200 : 503;
      ctx.body = { status: ok ? 'ready' : 'unavailable', checks };
    })
    .routes();
