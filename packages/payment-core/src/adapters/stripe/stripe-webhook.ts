import Router from '@koa/router';
import { HttpProblem, type PrincipalState, readBytes } from '@ordermill/service-kit';
import type { Stripe } from 'stripe';
import { z } from 'zod';
import type { CarryOutRefunds } from '../../application/carry-out-refunds.js';
import type { ResolveAttempt } from '../../application/resolve-attempt.js';

const ofAttempt = z.object({ orderId: z.uuid(), attemptId: z.uuid() });
const ofOrder = z.object({ orderId: z.uuid() });
const subject = z.object({ metadata: z.unknown() });

/** Where Stripe tells what has happened. It is not believed, but a reason to ask at once what a timer would ask later. */
export const stripeWebhook = (stripe: Stripe, secret: string, resolve: ResolveAttempt, carryOut: CarryOutRefunds) => {
  const resolveAttempt = async (metadata: unknown): Promise<void> => {
    const { data } = ofAttempt.safeParse(metadata);
    if (data) await resolve.execute(data);
  };
  const carryOutRefunds = async (metadata: unknown): Promise<void> => {
    const { data } = ofOrder.safeParse(metadata);
    if (data) await carryOut.execute(data);
  };
  const reactions: Readonly<Record<string, (metadata: unknown) => Promise<void>>> = {
    'payment_intent.succeeded': resolveAttempt,
    'payment_intent.payment_failed': resolveAttempt,
    'charge.refunded': carryOutRefunds,
    'refund.updated': carryOutRefunds,
    'refund.failed': carryOutRefunds,
  };

  const eventOf = (body: Buffer, signature: string): Stripe.Event => {
    try {
      return stripe.webhooks.constructEvent(body, signature, secret);
    } catch {
      // The library's error carries the body.
      throw new HttpProblem(400, 'invalid_signature', 'The signature is not that of the body, or too old.');
    }
  };

  const router = new Router<PrincipalState>({ prefix: '/api/payments/stripe' });
  router.post('/webhook', async (ctx) => {
    const { type, data } = eventOf(await readBytes(ctx), ctx.get('Stripe-Signature'));
    const react = Object.hasOwn(reactions, type) ? reactions[type] : undefined;
    // Of what this does not know, or somebody else has charged, there is nothing to do.
    await react?.(subject.safeParse(data.object).data?.metadata);
    ctx.body = { received: true };
  });
  return router;
};
