import type { EventType } from '@ordermill/contracts';
import fc from 'fast-check';

const time = '2026-01-02T03:04:05.678Z';
const charge = { userId: 'mallory', amount: '207.00', currency: 'EUR' };
const decision = { policy: 'always', reason: 'because', seed: null };

const dataOf: Readonly<Record<EventType, object>> = {
  'order.created': {
    ...charge,
    description: 'test',
    items: [{ name: 'a', price: '1.00', quantity: 1 }],
    paymentMode: 'auto',
    discount: '0.00',
  },
  'order.discounted': { ...charge, description: 'test', paymentMode: 'auto', voucherCode: 'AAAA-BBBB-CCCC', discount: '5.00' },
  'order.confirmed': charge,
  'order.sent': { ...charge, discount: '0.00' },
  'order.delivered': charge,
  'order.cancelled': { ...charge, discount: '0.00', reason: 'whim' },
  'payment.requested': { ...charge, paymentMode: 'auto', expiresAt: null },
  'payment.confirmed': { ...charge, decision },
  'payment.declined': { ...charge, decision },
  'payment.refunded': { ...charge, refundId: 'r1', reason: 'whim' },
  'payment.voided': { ...charge, reason: 'whim' },
  'voucher.issued': { ...charge, code: 'AAAA-BBBB-CCCC', expiresAt: time },
  'voucher.redeemed': { ...charge, code: 'AAAA-BBBB-CCCC' },
  'voucher.rejected': { code: 'AAAA-BBBB-CCCC', userId: 'mallory', reason: 'unknown' },
  'voucher.released': { ...charge, code: 'AAAA-BBBB-CCCC', reason: 'whim' },
  'voucher.revoked': { ...charge, code: 'AAAA-BBBB-CCCC', reason: 'whim' },
  'voucher.expired': { ...charge, code: 'AAAA-BBBB-CCCC' },
};

export const eventTypes = Object.keys(dataOf) as readonly EventType[];

/** A CloudEvent of this type that says what is right, about an order that nobody has placed. */
export const eventOf = (type: EventType) =>
  fc.record({ id: fc.uuid(), subject: fc.uuid() }).map(({ id, subject }) => ({
    specversion: '1.0',
    id,
    source: '/foreign',
    type,
    subject,
    time,
    datacontenttype: 'application/json',
    dataschema: `https://ordermill.dev/schemas/${type}/v1`,
    data: dataOf[type],
    correlationid: id,
    sequence: '1',
  }));

const wrongPayments = [
  { amount: '206.99' },
  { amount: '0.00' },
  { amount: '20700' },
  { amount: '207.001' },
  { amount: '999999999999999.9999' },
  { currency: 'USD' },
  { currency: 'JPY' },
  { currency: 'XXX' },
];

/** That one of these orders, of 207.00 EUR each, was paid, though not as it costs. */
export const wrongPayment = (victims: readonly string[]) =>
  fc
    .tuple(eventOf('payment.confirmed'), fc.constantFrom(...victims), fc.constantFrom(...wrongPayments))
    .map(([event, subject, wrong]) => ({ ...event, subject, data: { ...event.data, ...wrong } }));
