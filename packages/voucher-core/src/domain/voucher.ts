import type { VoucherStatus } from '@ordermill/contracts';
import type { VoucherEvent } from './events.js';
import { type EarningOrder, earns, type VoucherRule } from './rule.js';

export interface Voucher {
  readonly code: string;
  /** The order that earned it. */
  readonly orderId: string;
  readonly userId: string;
  readonly amount: string;
  readonly currency: string;
  readonly status: VoucherStatus;
  readonly expiresAt: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}

export interface HeldVoucher extends Voucher {
  /** The order that has it as long as it is redeemed. */
  readonly redeemedBy: string | null;
  /** The earning order was cancelled while the voucher was redeemed: it is revoked should it come back. */
  readonly forfeited: boolean;
}

/** Of one order: nothing yet, the voucher that it earned, or `withheld` for good. */
export type VoucherState = undefined | 'withheld' | HeldVoucher;

export type VoucherCommand = { readonly at: string } & (
  | { readonly type: 'issue'; readonly order: EarningOrder; readonly rule: VoucherRule; readonly code: string }
  | { readonly type: 'reserve' | 'return'; readonly redeemingOrderId: string }
  | { readonly type: 'revoke' | 'expire' }
);

const reason = 'order_cancelled';

export const decide = (command: VoucherCommand, voucher: VoucherState): readonly VoucherEvent[] => {
  const stated = { time: command.at, actor: 'voucher' };
  if (command.type === 'issue') return voucher || !earns(command.order, command.rule) ? [] : [issue(command, stated)];
  if (command.type === 'revoke' && !voucher) return [{ type: 'voucher.withheld', ...stated, data: { reason } }];
  if (!voucher || voucher === 'withheld') return [];
  const { code, userId, amount, currency, expiresAt, status } = voucher;
  const data = { code, userId, amount, currency };
  switch (command.type) {
    case 'reserve':
      return status === 'issued' ? [{ type: 'voucher.reserved', ...stated, data: { redeemedBy: command.redeemingOrderId } }] : [];
    case 'return': {
      if (voucher.redeemedBy !== command.redeemingOrderId) return [];
      const returned = { type: 'voucher.returned', ...stated, data: { expiresAt } } as const;
      return voucher.forfeited ? [returned, { type: 'voucher.revoked', ...stated, data: { ...data, reason } }] : [returned];
    }
    case 'revoke':
      if (status === 'redeemed') return voucher.forfeited ? [] : [{ type: 'voucher.forfeited', ...stated, data: { reason } }];
      return status === 'issued' ? [{ type: 'voucher.revoked', ...stated, data: { ...data, reason } }] : [];
    case 'expire':
      return status === 'issued' ? [{ type: 'voucher.expired', ...stated, data }] : [];
  }
};

const issue = (
  { order, rule, code, at }: VoucherCommand & { readonly type: 'issue' },
  stated: { readonly time: string; readonly actor: string },
): VoucherEvent => ({
  type: 'voucher.issued',
  ...stated,
  data: {
    code,
    userId: order.userId,
    amount: rule.value,
    currency: rule.currency,
    expiresAt: new Date(Date.parse(at) + rule.timeToLive).toISOString(),
  },
});
