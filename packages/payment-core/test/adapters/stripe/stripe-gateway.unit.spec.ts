import { openStripe } from '../../support/stripe-harness.js';
import { paymentGatewaySuite } from '../../support/gateway-suite.js';

describe('The Stripe gateway', () => {
  paymentGatewaySuite(() => openStripe());
});
