import type { EventOf, OrderItem, OrderStatus, PaymentMode } from '@ordermill/contracts';
import { DomainError, formatMoney, parseMoney, subtractMoney } from '@ordermill/kernel';

export type OrderEvent = EventOf<
  'order.created' | 'order.discounted' | 'order.confirmed' | 'order.sent' | 'order.delivered' | 'order.cancelled'
>;

export interface Order {
  readonly id: string;
  readonly userId: string;
  readonly amount: string;
  readonly currency: string;
  readonly description: string;
  readonly items: readonly OrderItem[];
  readonly status: OrderStatus;
  readonly cancelReason: string | null;
  readonly paymentMode: PaymentMode;
  readonly voucherCode: string | null;
  readonly discount: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly version: number;
}

/** Undefined until the order is placed. */
export type OrderState = Order | undefined;

type Placement = Pick<
  Order,
  'userId' | 'amount' | 'currency' | 'description' | 'items' | 'paymentMode' | 'voucherCode' | 'discount'
>;

/** What was paid: decimals in the currency's form. */
export type Paid = Pick<Order, 'amount' | 'currency'>;

export type OrderCommand = { readonly at: string; readonly actor: string } & (
  | { readonly type: 'place'; readonly placement: Placement }
  | { readonly type: 'discount'; readonly voucherCode: string; readonly discount: string }
  | { readonly type: 'confirm'; readonly paid: Paid }
  | { readonly type: 'send' | 'deliver' }
  | { readonly type: 'cancel'; readonly reason: string; readonly detail?: string | undefined }
);

export const decide = (command: OrderCommand, order: OrderState): readonly OrderEvent[] => {
  const { at: time, actor } = command;
  if (command.type === 'place') {
    const { items, ...placement } = command.placement;
    return order ? [] : [{ type: 'order.created', time, actor, data: { ...placement, items: [...items] } }];
  }
  if (!order) throw orderNotFound();
  const { userId, amount, currency, discount, status, voucherCode } = order;
  switch (command.type) {
    case 'discount':
      return waitsFor(order, command.voucherCode) ? [discounted(command, order)] : [];
    case 'confirm':
      expectPaid(command.paid, order);
      return status === 'created' ? [{ type: 'order.confirmed', time, actor, data: { userId, amount, currency } }] : [];
    case 'send':
      return status === 'confirmed' ? [{ type: 'order.sent', time, actor, data: { userId, amount, currency, discount } }] : [];
    case 'deliver':
      return status === 'sent' ? [{ type: 'order.delivered', time, actor, data: { userId, amount, currency } }] : [];
    case 'cancel':
      if (status === 'delivered')
        throw new DomainError(
          'conflict',
          'order_not_cancellable',
          'the order has been delivered and cannot be cancelled any more',
        );
      return status === 'cancelled'
        ? []
        : [
            {
              type: 'order.cancelled',
              time,
              actor,
              data: { userId, amount, currency, discount, voucherCode, reason: command.reason, detail: command.detail ?? null },
            },
          ];
  }
};

/** An order with a voucher is not charged before it is known what the voucher is worth. */
const waitsFor = ({ status, voucherCode, discount, currency }: Order, code: string): boolean =>
  status === 'created' && voucherCode?.toUpperCase() === code.toUpperCase() && parseMoney(discount, currency).minor === 0;

const discounted = (
  { at: time, actor, voucherCode, discount }: OrderCommand & { readonly type: 'discount' },
  { userId, amount, currency, description, paymentMode }: Order,
): OrderEvent => ({
  type: 'order.discounted',
  time,
  actor,
  data: { userId, amount, currency, description, paymentMode, voucherCode, discount },
});

/** The gross amount less the discount, to the last minor unit: neither too little nor too much is a payment of this order. */
const expectPaid = (paid: Paid, { amount, discount, currency }: Order): void => {
  const due = subtractMoney(parseMoney(amount, currency), parseMoney(discount, currency));
  if (paid.currency === currency && parseMoney(paid.amount, currency).minor === due.minor) return;
  const message = `${paid.amount} ${paid.currency} was paid, but the order costs ${formatMoney(due)} ${currency}`;
  throw new DomainError('unprocessable', 'payment_mismatch', message);
};

export const orderNotFound = (): DomainError => new DomainError('not-found', 'order_not_found', 'there is no such order');
