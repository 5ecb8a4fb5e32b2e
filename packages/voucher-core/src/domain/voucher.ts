import type { VoucherStatus } from '@ordermill/contracts';
import type { VoucherEvent } from './events.js';
import { type EarningOrder, earns, type VoucherRule } from './rule.js';

export interface Voucher {
  readonly code: string;
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

/** Of one order: nothing yet, the voucher that it earned, or `withheld` for good. */
export type VoucherState = undefined | 'withheld' | Voucher;

export type VoucherCommand = { readonly at: string } & (
  | { readonly type: 'issue'; readonly order: EarningOrder; readonly rule: VoucherRule; readonly code: string }
  | { readonly type: 'revoke' }
  | { readonly type: 'expire' }
);

export const decide = (command: VoucherCommand, voucher: VoucherState): readonly VoucherEvent[] => {
  const stated = { time: command.at, actor: 'voucher' };
  if (command.type === 'issue') return voucher || !earns(command.order, command.rule) ? [] : [issue(command, stated)];
  if (command.type === 'revoke' && !voucher)
    return [{ type: 'voucher.withheld', ...stated, data: { reason: 'order_cancelled' } }];
  if (!voucher || voucher === 'withheld' || voucher.status !== 'issued') return [];
  const { code, userId, amount, currency } = voucher;
  const data = { code, userId, amount, currency };
  return command.type === 'revoke'
    ? [{ type: 'voucher.revoked', ...stated, data: { ...data, reason: 'order_cancelled' } }]
    : [{ type: 'voucher.expired', ...stated, data }];
};

const issue = (
  { order, rule, code, at }: Extract<VoucherCommand, { type: 'issue' }>,
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
