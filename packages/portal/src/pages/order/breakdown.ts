import type { OrderResponse, PaymentResponse } from '@ordermill/contracts';
import { difference, isZero, sum } from '../../format/money.js';

export interface Breakdown {
  readonly amount: string;
  readonly discount: string;
  /** What is to be paid. */
  readonly due: string;
  /** What has been taken; zero until then. */
  readonly charged: string;
  readonly refunded: string;
}

type Priced = Pick<OrderResponse, 'amount' | 'discount' | 'currency'>;

const captured = new Set(['confirmed', 'refunded']);

/** Where the money of an order is. */
export const breakdownOf = (
  order: Priced,
  payment: Pick<PaymentResponse, 'amount' | 'status' | 'refunds'> | undefined,
): Breakdown => {
  const { amount, discount, currency } = order;
  const due = payment?.amount ?? difference(amount, discount, currency);
  const nothing = difference(amount, amount, currency);
  const refunds = payment?.refunds.filter(({ status }) => status === 'succeeded') ?? [];
  return {
    amount,
    discount,
    due,
    charged: payment && captured.has(payment.status) ? payment.amount : nothing,
    refunded: refunds.reduce((total, refund) => sum(total, refund.amount, currency), nothing),
  };
};

export const hasDiscount = ({ discount }: Breakdown): boolean => !isZero(discount);
export const hasRefund = ({ refunded }: Breakdown): boolean => !isZero(refunded);
