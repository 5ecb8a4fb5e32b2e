import type { CloudEvent, Handlers } from '@ordermill/eventing';
import type { Subscriptions } from '@ordermill/service-kit';
import type { CancelOrder } from '../application/cancel-order.js';
import type { ConfirmOrder } from '../application/confirm-order.js';
import type { DeliverOrder } from '../application/deliver-order.js';
import type { DiscountOrder } from '../application/discount-order.js';
import type { SendOrder } from '../application/send-order.js';
import type { PostgresTimeline } from './postgres-timeline.js';

export const orderSubscriptions = (
  timeline: PostgresTimeline,
  confirm: ConfirmOrder,
  cancel: CancelOrder,
  discount: DiscountOrder,
): Handlers =>
  recordedBy(timeline, {
    'payment.requested': onlyRecorded,
    'payment.confirmed': ({ subject, data }) => confirm.execute({ orderId: subject, paid: data }),
    'payment.declined': ({ subject }) => cancel.execute({ orderId: subject, reason: 'payment_declined' }),
    'payment.refunded': onlyRecorded,
    'payment.voided': ({ subject, data }) => cancel.execute({ orderId: subject, reason: data.reason }),
    'voucher.issued': onlyRecorded,
    'voucher.redeemed': ({ subject, data }) => discount.execute({ orderId: subject, voucher: data }),
    'voucher.rejected': ({ subject, data }) =>
      cancel.execute({ orderId: subject, reason: 'voucher_rejected', detail: data.reason }),
    'voucher.released': onlyRecorded,
    'voucher.revoked': onlyRecorded,
    'voucher.expired': onlyRecorded,
  });

const onlyRecorded = (): Promise<void> => Promise.resolve();

const recordedBy = (timeline: PostgresTimeline, subscriptions: Subscriptions<'order'>): Handlers =>
  Object.fromEntries(
    Object.entries<Handlers[string]>(subscriptions).map(([type, handle]) => [
      type,
      async (event: CloudEvent<never>) => {
        await timeline.record(event);
        await handle(event);
      },
    ]),
  );

export const orderTimers = (send: SendOrder, deliver: DeliverOrder): Handlers => ({
  'order.dispatch-due': ({ subject }) => send.execute({ orderId: subject }),
  'order.delivery-due': ({ subject }) => deliver.execute({ orderId: subject }),
});
