import type { Handlers } from '@ordermill/eventing';
import type { Subscriptions } from '@ordermill/service-kit';
import type { ExpireVoucher } from '../application/expire-voucher.js';
import type { IssueVoucher } from '../application/issue-voucher.js';
import type { RevokeVoucher } from '../application/revoke-voucher.js';

export const voucherSubscriptions = (issue: IssueVoucher, revoke: RevokeVoucher): Subscriptions<'voucher'> => ({
  'order.sent': ({ subject, data }) => issue.execute({ orderId: subject, order: data }),
  'order.cancelled': ({ subject }) => revoke.execute({ orderId: subject }),
});

export const voucherTimers = (expire: ExpireVoucher): Handlers => ({
  'voucher.expiry-due': ({ subject }) => expire.execute({ orderId: subject }),
});
