import Router from '@koa/router';
import { collectDefaultMetrics, register } from 'prom-client';
import type { PrincipalState } from '../http/state.js';
import { refresh } from './services.js';

collectDefaultMetrics();

/** All that this process measures, in the text format of Prometheus. */
export const metricsRoutes = () =>
  new Router<PrincipalState>()
    .get('/metrics', async (ctx) => {
      ctx.set('Cache-Control', 'no-store');
      ctx.type = register.contentType;
      await refresh();
      ctx.body = await register.metrics();
    })
    .routes();
