import type { EventType } from '@ordermill/contracts';

/** What each event tells the owner of an order. */
export const eventTitles: Readonly<Record<EventType, string>> = {
  'order.created': 'Order placed',
  'order.discounted': 'Discount applied',
  'order.confirmed': 'Order confirmed',
  'order.sent': 'Order sent',
  'order.delivered': 'Order delivered',
  'order.cancelled': 'Order cancelled',
  'payment.requested': 'Payment requested',
  'payment.confirmed': 'Payment received',
  'payment.declined': 'Payment declined',
  'payment.refunded': 'Payment refunded',
  'payment.voided': 'Payment released',
  'voucher.issued': 'Voucher earned',
  'voucher.redeemed': 'Voucher redeemed',
  'voucher.rejected': 'Voucher rejected',
  'voucher.released': 'Voucher given back',
  'voucher.revoked': 'Voucher revoked',
  'voucher.expired': 'Voucher expired',
};

export const isEventType = (type: string): type is EventType => Object.hasOwn(eventTitles, type);
