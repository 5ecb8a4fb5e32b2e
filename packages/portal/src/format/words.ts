import type { OrderResponse, OrderStatus, PaymentStatus, VoucherStatus } from '@ordermill/contracts';

export type Tone = 'neutral' | 'waiting' | 'active' | 'good' | 'bad';

export interface Badge {
  readonly text: string;
  readonly tone: Tone;
}

export const orderStatuses: Readonly<Record<OrderStatus, Badge>> = {
  created: { text: 'Created', tone: 'waiting' },
  confirmed: { text: 'Confirmed', tone: 'active' },
  sent: { text: 'Sent', tone: 'active' },
  delivered: { text: 'Delivered', tone: 'good' },
  cancelled: { text: 'Cancelled', tone: 'bad' },
};

export const paymentStatuses: Readonly<Record<PaymentStatus, Badge>> = {
  pending: { text: 'Pending', tone: 'waiting' },
  confirmed: { text: 'Paid', tone: 'good' },
  declined: { text: 'Declined', tone: 'bad' },
  refunded: { text: 'Refunded', tone: 'neutral' },
  voided: { text: 'Not charged', tone: 'neutral' },
};

export const voucherStatuses: Readonly<Record<VoucherStatus, Badge>> = {
  issued: { text: 'Ready', tone: 'good' },
  redeemed: { text: 'Used', tone: 'neutral' },
  expired: { text: 'Expired', tone: 'neutral' },
  revoked: { text: 'Revoked', tone: 'bad' },
};

/** `card_declined` → `Card declined`. */
export const sentence = (code: string): string => {
  const words = code.replaceAll(/[_-]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const reasons: Readonly<Record<string, string>> = {
  payment_declined: 'The payment was declined.',
  payment_expired: 'It was not paid in time.',
  cancelled_by_user: 'You cancelled it.',
  voucher_rejected: 'The voucher could not be used.',
};

export const cancelReason = (code: string): string => reasons[code] ?? `${sentence(code)}.`;

/** A short name for an order that people can tell each other. */
export const orderName = ({ id }: Pick<OrderResponse, 'id'>): string => `#${id.slice(-8).toUpperCase()}`;

export const orderTitle = (order: Pick<OrderResponse, 'id' | 'description' | 'items'>): string =>
  order.description.trim() || order.items.map(({ name }) => name).join(', ') || `Order ${orderName(order)}`;

/** Why an order cannot be cancelled, or null when it can. */
export const notCancellable = ({ status }: Pick<OrderResponse, 'status'>): string | null => {
  if (status === 'delivered') return 'A delivered order cannot be cancelled.';
  return status === 'cancelled' ? 'This order is cancelled already.' : null;
};
