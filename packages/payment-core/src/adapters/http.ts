import Router from '@koa/router';
import { payBody, paymentListQuery, type PaymentResponse, refundBody } from '@ordermill/contracts';
import {
  parseBody,
  principalOf,
  type PrincipalState,
  repeatableId,
  requestBody,
  requireRole,
  uuidParam,
} from '@ordermill/service-kit';
import type { GetPayment } from '../application/get-payment.js';
import type { ListPayments } from '../application/list-payments.js';
import type { PayByCard } from '../application/pay-by-card.js';
import type { RefundPayment } from '../application/refund-payment.js';
import { Card } from '../domain/card.js';
import type { Payment } from '../domain/state.js';

export const paymentRoutes = (get: GetPayment, list: ListPayments, pay: PayByCard, refund: RefundPayment) => {
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

  router.post('/pay/:orderId', async (ctx) => {
    const orderId = uuidParam(ctx, 'orderId');
    const card = new Card(requestBody(payBody, ctx).creditCardDetails);
    ctx.body = toResponse(await pay.execute({ orderId, userId: principalOf(ctx).userId, card, attemptId: repeatableId(ctx) }));
  });

  router.post('/:orderId/refunds', requireRole('admin'), async (ctx) => {
    const { amount } = requestBody(refundBody, ctx);
    ctx.status = 201;
    ctx.body = await refund.execute({ orderId: uuidParam(ctx, 'orderId'), requestedBy: principalOf(ctx).userId, amount });
  });

  return router;
};

/** A payment as its owner sees it. */
const toResponse = (payment: Payment): PaymentResponse => {
  const { orderId, amount, currency, status, reason, policy, attempts, refunds, createdAt, updatedAt } = payment;
  return {
    orderId,
    amount,
    currency,
    status,
    reason,
    policy,
    attempts: [...attempts],
    refunds: [...refunds],
    createdAt,
    updatedAt,
  };
};
