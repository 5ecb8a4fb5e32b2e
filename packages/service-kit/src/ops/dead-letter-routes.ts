import Router from '@koa/router';
import {
  deadLetterListQuery,
  discardManyBody,
  redriveManyBody,
  redriveOneBody,
  type RedriveOneResponse,
} from '@ordermill/contracts';
import { principalOf } from '../http/authentication.js';
import { parseBody } from '../http/input.js';
import { requestBody } from '../http/request-body.js';
import type { PrincipalState } from '../http/state.js';
import type { DeadLetterDesk } from './dead-letter-desk.js';
import { letterIdParam } from './letter-id.js';
import { letterResponse } from './letter-response.js';

export const deadLetterRoutes = (desk: DeadLetterDesk) => {
  const router = new Router<PrincipalState>({ prefix: '/dead-letters' });

  router.get('/', async (ctx) => {
    ctx.body = await desk.list(parseBody(deadLetterListQuery, ctx.query));
  });

  router.post('/redrive', async (ctx) => {
    ctx.body = await desk.redriveMany(requestBody(redriveManyBody, ctx), principalOf(ctx).userId);
  });

  router.post('/discard', async (ctx) => {
    ctx.body = await desk.discardMany(requestBody(discardManyBody, ctx), principalOf(ctx).userId);
  });

  router.get('/:id', async (ctx) => {
    ctx.body = letterResponse(await desk.show(letterIdParam(ctx)));
  });

  router.post('/:id/redrive', async (ctx) => {
    const id = letterIdParam(ctx);
    await desk.redrive(id, requestBody(redriveOneBody, ctx), principalOf(ctx).userId);
    ctx.body = { id, status: 'redriven' } satisfies RedriveOneResponse;
  });

  router.delete('/:id', async (ctx) => {
    await desk.discard(letterIdParam(ctx), principalOf(ctx).userId);
    ctx.status = 204;
  });

  return router;
};
