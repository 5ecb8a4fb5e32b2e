import type { EventData, RejectionReason } from '@ordermill/contracts';
import { compareMoney, formatMoney, parseMoney } from '@ordermill/kernel';
import type { RedemptionEvent } from './events.js';
import type { VoucherState } from './voucher.js';

/** An order that wants to redeem a voucher. */
export interface RedeemingOrder {
  readonly userId: string;
  readonly amount: string;
  readonly currency: string;
}

/** Of the redeeming order: nothing yet, what it has been granted, or `closed` for good. */
export type RedemptionState = undefined | 'closed' | EventData<'voucher.redeemed'>;

export type RedemptionCommand = { readonly at: string } & (
  | { readonly type: 'grant'; readonly grant: EventData<'voucher.redeemed'> }
  | { readonly type: 'reject'; readonly rejection: EventData<'voucher.rejected'> }
  | { readonly type: 'release' }
);

const reason = 'order_cancelled';

export const decideRedemption = (command: RedemptionCommand, redemption: RedemptionState): readonly RedemptionEvent[] => {
  const stated = { time: command.at, actor: 'voucher' };
  switch (command.type) {
    case 'grant':
      return redemption ? [] : [{ type: 'voucher.redeemed', ...stated, data: command.grant }];
    case 'reject':
      return redemption ? [] : [{ type: 'voucher.rejected', ...stated, data: command.rejection }];
    case 'release':
      if (!redemption) return [{ type: 'voucher.redemption-withheld', ...stated, data: { reason } }];
      return redemption === 'closed' ? [] : [{ type: 'voucher.released', ...stated, data: { ...redemption, reason } }];
  }
};

export const evolveRedemption = (_redemption: RedemptionState, event: RedemptionEvent): RedemptionState =>
  event.type === 'voucher.redeemed' ? event.data : 'closed';

/** Why the order cannot have the voucher, or undefined when it can. Whose it is comes first: a stranger learns no more. */
export const refusalOf = (voucher: VoucherState, order: RedeemingOrder, at: string): RejectionReason | undefined => {
  if (!voucher || voucher === 'withheld') return 'unknown';
  if (voucher.userId !== order.userId) return 'not_yours';
  if (voucher.status === 'redeemed') return 'already_redeemed';
  if (voucher.status === 'revoked') return 'revoked';
  if (voucher.status === 'expired' || voucher.expiresAt <= at) return 'expired';
  return voucher.currency === order.currency ? undefined : 'wrong_currency';
};

/** What an order gets for a voucher of its currency: its value, and never more than the order costs. */
export const discountOf = (value: string, { amount, currency }: RedeemingOrder): string => {
  const [worth, total] = [parseMoney(value, currency), parseMoney(amount, currency)];
  return formatMoney(compareMoney(worth, total) > 0 ? total : worth);
};
