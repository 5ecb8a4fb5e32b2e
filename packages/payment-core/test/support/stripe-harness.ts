import { stripeClient } from '../../src/adapters/stripe/stripe-client.js';
import { StripeGateway } from '../../src/adapters/stripe/stripe-gateway.js';
import type { GatewayHarness } from './gateway-suite.js';
import { secretKey, StripeStandIn } from './stripe-stand-in.js';

/** The Stripe adapter, and what stands in for Stripe. */
export const openStripe = async (timeoutMs = 1_000): Promise<GatewayHarness & { readonly standIn: StripeStandIn }> => {
  const standIn = await StripeStandIn.listen();
  const { books } = standIn;
  const stripe = stripeClient({ secretKey, url: standIn.url, timeoutMs });
  return {
    standIn,
    gateway: new StripeGateway(stripe, () => new Date()),
    charges: async (orderId) =>
      [...books.intents.values()].filter(({ status, metadata }) => status === 'succeeded' && metadata['orderId'] === orderId)
        .length,
    refunds: async (reference) =>
      [...books.refunds.values()].filter((refund) => refund.payment_intent === reference && refund.status === 'succeeded').length,
    breakOff: (when) => standIn.disturb(/^POST .*(confirm|refunds)$/, when, 'cut'),
    close: () => standIn.close(),
  };
};
