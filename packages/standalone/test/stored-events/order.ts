import type { StoredEvents } from './version.js';

const order = { userId: 'ada', amount: '9.99', currency: 'EUR' };
const placed = { ...order, description: 'tea', paymentMode: 'auto', discount: '0.00' };
const items = [{ name: 'tea', price: '3.33', quantity: 3 }];
const voucherCode = '2222-3333-4444';
const cancelled = { ...order, discount: '0.00', reason: 'cancelled_by_user' };

export const orderEvents: StoredEvents = {
  'order.created': [
    { stored: { ...placed, items }, reads: { ...placed, items, voucherCode: null } },
    { stored: { ...placed, paymentMode: 'manual', items: [], voucherCode } },
  ],
  'order.discounted': [{ stored: { ...placed, discount: '5.00', voucherCode } }],
  'order.confirmed': [{ stored: order }],
  'order.sent': [{ stored: { ...order, discount: '0.00' } }],
  'order.delivered': [{ stored: order }],
  'order.cancelled': [
    { stored: cancelled, reads: { ...cancelled, voucherCode: null, detail: null } },
    { stored: { ...cancelled, voucherCode, reason: 'voucher_rejected', detail: 'expired' } },
  ],
};
