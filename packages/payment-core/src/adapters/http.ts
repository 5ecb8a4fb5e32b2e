import Router from '@koa/router';
import { paymentListQuery, type PaymentResponse } from '@ordermill/contracts';
import { parseBody, principalOf, type PrincipalState, uuidParam } from '@ordermill/service-kit';
import type { GetPayment } from '../application/get-payment.js';
import type { ListPayments } from '../application/list-payments.js';
import type { Payment } from '../domain/payment.js';

export const paymentRoutes = (get: GetPayment, list: ListPayments) => {
  const router = new Router<PrincipalState>({ prefix: '/api/payments' });

  router.get('/', async (ctx) => {
    const { data, nextCursor } = await list.execute({
      userId: principalOf(ctx).userId,
      query: parseBody(paymentListQuery, ctx.query),
    });
    ctx.body = { data: data.map(toResponse), nextCursor };
  });

  router.get('/:orderId', async (ctx) => {
    ctx.body = toResponse(await get.execute({ orderId: uuidParam(ctx, 'orderId'), userId: principalOf(ctx).userId }));
  });

  return router;
};

/** A payment as its owner sees it. */
const toResponse = ({ userId: _owner, version: _version, ...payment }: Payment): PaymentResponse => ({
  ...payment,
  attempts: [...payment.attempts],
  refunds: [...payment.refunds],
});
