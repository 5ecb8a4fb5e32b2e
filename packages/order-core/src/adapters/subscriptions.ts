import type { Handlers } from '@ordermill/eventing';
import type { Subscriptions } from '@ordermill/service-kit';
import type { CancelOrder } from '../application/cancel-order.js';
import type { ConfirmOrder } from '../application/confirm-order.js';
import type { DiscountOrder } from '../application/discount-order.js';
import type { DeliverOrder } from '../application/deliver-order.js';
import type { SendOrder } from '../application/send-order.js';

export const orderSubscriptions = (
  confirm: ConfirmOrder,
  cancel: CancelOrder,
  discount: DiscountOrder,
): Subscriptions<'order'> => ({
  'payment.confirmed': ({ subject, data }) => confirm.execute({ orderId: subject, paid: data }),
  'payment.declined': ({ subject }) => cancel.execute({ orderId: subject, reason: 'payment_declined' }),
  'voucher.redeemed': ({ subject, data }) => discount.execute({ orderId: subject, voucher: data }),
  'voucher.rejected': ({ subject, data }) =>
    cancel.execute({ orderId: subject, reason: 'voucher_rejected', detail: data.reason }),
  'payment.voided': ({ subject, data }) => cancel.execute({ orderId: subject, reason: data.reason }),
});

export const orderTimers = (send: SendOrder, deliver: DeliverOrder): Handlers => ({
  'order.dispatch-due': ({ subject }) => send.execute({ orderId: subject }),
  'order.delivery-due': ({ subject }) => deliver.execute({ orderId: subject }),
});
