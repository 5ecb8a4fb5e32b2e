import Router from '@koa/router';
import { orderListQuery, placeOrderBody } from '@ordermill/contracts';
import { parseBody, principalOf, type PrincipalState, requestBody, requireRole, uuidParam } from '@ordermill/service-kit';
import type { CancelOrder } from '../application/cancel-order.js';
import type { GetHistory } from '../application/get-history.js';
import type { GetOrder } from '../application/get-order.js';
import type { ListOrders } from '../application/list-orders.js';
import type { PlaceOrder } from '../application/place-order.js';
import type { SendOrder } from '../application/send-order.js';
import type { LiveUpdates } from './live/live-updates.js';
import { etagOf, versionsIn } from './if-match.js';

export const orderRoutes = (
  place: PlaceOrder,
  cancel: CancelOrder,
  send: SendOrder,
  get: GetOrder,
  list: ListOrders,
  history: GetHistory,
  live: LiveUpdates,
) => {
  const router = new Router<PrincipalState>({ prefix: '/api/orders' });

  router.post('/', async (ctx) => {
    const order = await place.execute({ ...requestBody(placeOrderBody, ctx), userId: principalOf(ctx).userId });
    ctx.status = 201;
    ctx.set('Location', `/api/orders/${order.id}`);
    ctx.set('ETag', etagOf(order.version));
    ctx.body = order;
  });

  router.get('/', async (ctx) => {
    ctx.body = await list.execute({ userId: principalOf(ctx).userId, query: parseBody(orderListQuery, ctx.query) });
  });

  router.get('/stream', async (ctx) => {
    const stream = await live.open(principalOf(ctx).userId, ctx.get('Last-Event-ID'));
    ctx.respond = false;
    await stream.sendTo(ctx.res);
  });

  router.get('/:id', async (ctx) => {
    const order = await get.execute({ orderId: uuidParam(ctx, 'id'), userId: principalOf(ctx).userId });
    ctx.set({ ETag: etagOf(order.version), 'Cache-Control': 'private, no-cache' });
    ctx.body = order;
    if (ctx.fresh) ctx.status = 304;
  });

  router.get('/:id/status', async (ctx) => {
    const { id, status } = await get.execute({ orderId: uuidParam(ctx, 'id'), userId: principalOf(ctx).userId });
    ctx.body = { id, status };
  });

  router.get('/:id/history', async (ctx) => {
    ctx.body = await history.execute({ orderId: uuidParam(ctx, 'id'), userId: principalOf(ctx).userId });
  });

  router.delete('/:id', async (ctx) => {
    const order = await cancel.execute({
      orderId: uuidParam(ctx, 'id'),
      requestedBy: principalOf(ctx).userId,
      reason: 'cancelled_by_user',
      ifVersions: versionsIn(ctx.headers['if-match']),
    });
    ctx.set('ETag', etagOf(order.version));
    ctx.body = order;
  });

  router.post('/:id/send', requireRole('admin'), async (ctx) => {
    const order = await send.execute({ orderId: uuidParam(ctx, 'id'), requestedBy: principalOf(ctx).userId });
    ctx.set('ETag', etagOf(order.version));
    ctx.body = order;
  });

  return router;
};
