import { expect } from 'chai';
import { paymentSettings } from '../../src/adapters/settings.js';

const faults = (env: Readonly<Record<string, string>>): readonly unknown[] =>
  paymentSettings.safeParse(env).error?.issues.map(({ path: [name] }) => name) ?? [];

describe('Settings of the payment service', () => {
  it('need none for the simulated gateway', () => {
    expect(paymentSettings.parse({})).to.include({ PAYMENT_GATEWAY: 'simulated' });
  });

  it('need the secret key of an account for Stripe', () => {
    expect(faults({ PAYMENT_GATEWAY: 'stripe' })).to.deep.equal(['STRIPE_SECRET_KEY']);
    expect(faults({ PAYMENT_GATEWAY: 'stripe', STRIPE_SECRET_KEY: 'sk_test_1' })).to.deep.equal([]);
    expect(faults({ PAYMENT_GATEWAY: 'cash' })).to.deep.equal(['PAYMENT_GATEWAY']);
  });

  it('send cards over nothing but TLS in production', () => {
    const url = 'http://localhost:12111';
    expect(faults({ STRIPE_API_URL: url })).to.deep.equal([]);
    expect(faults({ NODE_ENV: 'production', STRIPE_API_URL: url })).to.deep.equal(['STRIPE_API_URL']);
    expect(faults({ NODE_ENV: 'production' })).to.deep.equal([]);
    for (const bad of ['localhost', 'ftp://localhost', 'https://api.stripe.com/v1'])
      expect(faults({ STRIPE_API_URL: bad })).to.deep.equal(['STRIPE_API_URL']);
  });
});
