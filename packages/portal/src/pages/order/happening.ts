import type { HistoryEntry } from '@ordermill/contracts';
import { showMoney } from '../../format/money.js';
import { sentence } from '../../format/words.js';
import { eventTitles, isEventType } from '../../live/event-types.js';

const textIn = (data: HistoryEntry['data'], name: string): string | undefined => {
  const value = data[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

/** What happened, for a reader. Types that later versions add are told by their name. */
export const titleOf = ({ type }: Pick<HistoryEntry, 'type'>): string =>
  isEventType(type) ? eventTitles[type] : sentence(type.replaceAll('.', ' '));

const moneyTypes = new Set(['payment.confirmed', 'payment.declined', 'payment.refunded', 'voucher.issued', 'voucher.redeemed']);

/** What more there is to say about it: the money, the voucher, why. */
export const detailsOf = ({ type, data }: Pick<HistoryEntry, 'type' | 'data'>): readonly string[] => {
  const [amount, currency] = [textIn(data, 'amount'), textIn(data, 'currency')];
  const discount = textIn(data, 'discount');
  const reason = textIn(data, 'reason');
  const detail = textIn(data, 'detail');
  return [
    ...(amount && currency && moneyTypes.has(type) ? [showMoney(amount, currency)] : []),
    ...(discount && currency && type === 'order.discounted' ? [`${showMoney(discount, currency)} off`] : []),
    ...[textIn(data, 'code') ?? []].flat(),
    ...(reason ? [sentence(reason)] : []),
    ...(detail ? [sentence(detail)] : []),
  ];
};

/** `order.sent` → `order`: who it happened at. */
export const serviceOf = ({ type }: Pick<HistoryEntry, 'type'>): string => type.split('.')[0] ?? '';
