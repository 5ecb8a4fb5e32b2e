import type { FiredTimer, Handlers } from '@ordermill/eventing';
import type { Subscriptions } from '@ordermill/service-kit';
import type { CarryOutRefunds } from '../application/carry-out-refunds.js';
import type { ResolveAttempt } from '../application/resolve-attempt.js';
import type { CancelPayment } from '../application/cancel-payment.js';
import type { ExpirePayment } from '../application/expire-payment.js';
import type { FreeCredit } from '../application/free-credit.js';
import type { NotePaidElsewhere } from '../application/note-paid-elsewhere.js';
import type { RequestPayment } from '../application/request-payment.js';
import { attemptOf } from './payment-timers.js';

export const paymentSubscriptions = (
  request: RequestPayment,
  cancel: CancelPayment,
  free: FreeCredit,
  elsewhere: NotePaidElsewhere,
): Subscriptions<'payment'> => ({
  'payment.refunded': ({ subject, data }) => free.execute({ orderId: subject, refunded: data }),
  // With a voucher it is charged once that is accepted, and what it is worth.
  'order.created': async ({ subject, data }) => {
    if (data.voucherCode === null) await request.execute({ orderId: subject, order: data });
  },
  'order.discounted': ({ subject, data }) => request.execute({ orderId: subject, order: data }),
  'order.confirmed': ({ subject }) => elsewhere.execute({ orderId: subject }),
  'order.cancelled': ({ subject, data }) => cancel.execute({ orderId: subject, order: data }),
});

export const paymentTimers = (expire: ExpirePayment, resolve: ResolveAttempt, refund: CarryOutRefunds): Handlers => ({
  'payment.attempt-due': ({ subject, data }: FiredTimer) => resolve.execute({ orderId: subject, attemptId: attemptOf(data.key) }),
  'payment.refund-due': ({ subject }) => refund.execute({ orderId: subject }),
  'payment.expiry-due': ({ subject }) => expire.execute({ orderId: subject }),
});
