import { expect } from 'chai';
import { catalog, type ConsumedBy, type EventType } from '../src/index.js';

/** One stored event of every version ever published: each must be readable for good. */
const stored: Readonly<Record<EventType, Readonly<Record<number, unknown>>>> = {
  'order.created': {
    1: {
      userId: 'ada',
      amount: '9.99',
      currency: 'EUR',
      description: 'tea',
      items: [{ name: 'tea', price: '3.33', quantity: 3 }],
      paymentMode: 'auto',
      discount: '0.00',
    },
    2: {
      userId: 'ada',
      amount: '9.99',
      currency: 'EUR',
      description: 'tea',
      items: [],
      paymentMode: 'manual',
      voucherCode: '2222-3333-4444',
      discount: '0.00',
    },
  },
  'order.discounted': {
    1: {
      userId: 'ada',
      amount: '9.99',
      currency: 'EUR',
      description: 'tea',
      paymentMode: 'auto',
      voucherCode: '2222-3333-4444',
      discount: '5.00',
    },
  },
  'order.confirmed': { 1: { userId: 'ada', amount: '9.99', currency: 'EUR' } },
  'order.sent': { 1: { userId: 'ada', amount: '9.99', currency: 'EUR', discount: '0.00' } },
  'order.delivered': { 1: { userId: 'ada', amount: '9.99', currency: 'EUR' } },
  'order.cancelled': {
    1: { userId: 'ada', amount: '9.99', currency: 'EUR', discount: '0.00', reason: 'cancelled_by_user' },
    2: {
      userId: 'ada',
      amount: '9.99',
      currency: 'EUR',
      discount: '0.00',
      voucherCode: '2222-3333-4444',
      reason: 'voucher_rejected',
      detail: 'expired',
    },
  },
  'payment.requested': {
    1: { userId: 'ada', amount: '9.99', currency: 'EUR', paymentMode: 'manual', expiresAt: '2026-01-02T03:04:05.678Z' },
  },
  'payment.confirmed': {
    1: { userId: 'ada', amount: '9.99', currency: 'EUR', decision: { policy: 'random', reason: 'heads', seed: 's' } },
    2: {
      userId: 'ada',
      amount: '9.99',
      currency: 'EUR',
      decision: { policy: 'card', reason: 'the card was charged', seed: null },
      attemptId: 'a1',
      reference: 'ch_1',
    },
  },
  'payment.declined': {
    1: { userId: 'ada', amount: '9.99', currency: 'EUR', decision: { policy: 'parity', reason: 'odd', seed: null } },
  },
  'payment.refunded': { 1: { userId: 'ada', amount: '9.99', currency: 'EUR', refundId: 'r1', reason: 'order_cancelled' } },
  'payment.voided': { 1: { userId: 'ada', amount: '9.99', currency: 'EUR', reason: 'payment_expired' } },
  'voucher.issued': {
    1: { code: '2222-3333-4444', userId: 'ada', amount: '5.00', currency: 'EUR', expiresAt: '2026-01-02T03:04:05.678Z' },
  },
  'voucher.redeemed': { 1: { code: '2222-3333-4444', userId: 'ada', amount: '5.00', currency: 'EUR' } },
  'voucher.rejected': { 1: { code: 'nonsense', userId: 'ada', reason: 'unknown' } },
  'voucher.released': {
    1: { code: '2222-3333-4444', userId: 'ada', amount: '5.00', currency: 'EUR', reason: 'order_cancelled' },
  },
  'voucher.revoked': { 1: { code: '2222-3333-4444', userId: 'ada', amount: '5.00', currency: 'EUR', reason: 'order_cancelled' } },
  'voucher.expired': { 1: { code: '2222-3333-4444', userId: 'ada', amount: '5.00', currency: 'EUR' } },
};

describe('catalog', () => {
  for (const [type, versions] of Object.entries(stored)) {
    const definition = catalog[type as EventType];

    it(`reads every version of ${type} as the newest`, () => {
      expect(Object.keys(versions).map(Number)).to.deep.equal(
        Array.from({ length: definition.version }, (_, index) => index + 1),
      );
      for (const [version, data] of Object.entries(versions)) {
        let newest = data;
        for (let from = Number(version); from < definition.version; from += 1) newest = definition.upcasters[from]?.(newest);
        expect(definition.data.safeParse(newest).error?.issues ?? []).to.deep.equal([]);
      }
    });

    it(`names ${type} after the service that states it`, () => {
      expect(definition.type).to.equal(type);
      expect(`/${type.split('.')[0]}`).to.equal(definition.source);
    });
  }

  it('knows the handlers that a service must have, by type', () => {
    const handled: Record<ConsumedBy<'voucher'>, true> = { 'order.created': true, 'order.sent': true, 'order.cancelled': true };
    const declared = Object.values(catalog).filter(({ consumers }) => (consumers as readonly string[]).includes('voucher'));
    expect(declared.map(({ type }) => type).sort()).to.deep.equal(Object.keys(handled).sort());
  });
});
