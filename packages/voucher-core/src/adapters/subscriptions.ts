import type { Handlers } from '@ordermill/eventing';
import type { Subscriptions } from '@ordermill/service-kit';
import type { ExpireVoucher } from '../application/expire-voucher.js';
import type { IssueVoucher } from '../application/issue-voucher.js';
import type { RedeemVoucher } from '../application/redeem-voucher.js';
import type { ReleaseVoucher } from '../application/release-voucher.js';
import type { RevokeVoucher } from '../application/revoke-voucher.js';

export const voucherSubscriptions = (
  issue: IssueVoucher,
  revoke: RevokeVoucher,
  redeem: RedeemVoucher,
  release: ReleaseVoucher,
): Subscriptions<'voucher'> => ({
  'order.created': async ({ subject, data }) => {
    if (data.voucherCode !== null) await redeem.execute({ orderId: subject, code: data.voucherCode, order: data });
  },
  'order.sent': ({ subject, data }) => issue.execute({ orderId: subject, order: data }),
  'order.cancelled': async ({ subject, data }) => {
    await revoke.execute({ orderId: subject });
    if (data.voucherCode !== null) await release.execute({ orderId: subject });
  },
});

export const voucherTimers = (expire: ExpireVoucher): Handlers => ({
  'voucher.expiry-due': ({ subject }) => expire.execute({ orderId: subject }),
});
