import Router from '@koa/router';
import { opsQuery, rebuildBody } from '@ordermill/contracts';
import type { Rebuilds } from '@ordermill/eventing';
import { DomainError } from '@ordermill/kernel';
import type { Context } from 'koa';
import { principalOf } from '../http/authentication.js';
import { parseBody } from '../http/input.js';
import { requestBody } from '../http/request-body.js';
import type { PrincipalState } from '../http/state.js';

/** The views of one service, and what is done to build them anew. */
export const projectionRoutes = (service: string, rebuilds: Pick<Rebuilds, 'list' | 'request' | 'cancel'>) => {
  const router = new Router<PrincipalState>({ prefix: '/projections' });
  const isMeant = (ctx: Pick<Context, 'query'>): boolean => {
    const { service: named } = parseBody(opsQuery, ctx.query);
    return named === undefined || named === service;
  };
  const nameIn = (ctx: Pick<Context, 'query'> & { readonly params: Readonly<Record<string, string>> }): string => {
    if (!isMeant(ctx)) throw new DomainError('not-found', 'projection_not_found', 'There is no projection of this name.');
    return ctx.params['name'] ?? '';
  };

  router.get('/', async (ctx) => {
    const all = isMeant(ctx) ? await rebuilds.list() : [];
    ctx.body = { data: all.map((projection) => ({ service, ...projection })) };
  });

  router.post('/:name/rebuild', async (ctx) => {
    requestBody(rebuildBody, ctx);
    ctx.body = { service, ...(await rebuilds.request(nameIn(ctx), principalOf(ctx).userId)) };
    ctx.status = 202;
  });

  router.delete('/:name/rebuild', async (ctx) => {
    ctx.body = { service, ...(await rebuilds.cancel(nameIn(ctx))) };
  });

  return router;
};
