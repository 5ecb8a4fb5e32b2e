import { addMoney, compareMoney, DomainError, formatMoney, type Money, parseMoney, subtractMoney } from '@ordermill/kernel';
import type { PaymentEvent, Stated } from './events.js';
import type { HeldPayment } from './state.js';

export interface RefundRequest {
  readonly refundId: string;
  /** Decimals of the payment's currency, or all that is left. */
  readonly amount?: string | undefined;
  readonly reason: string;
}

const sumOf = ({ refunds, currency }: HeldPayment, statuses: ReadonlySet<string>): Money =>
  refunds
    .filter(({ status }) => statuses.has(status))
    .reduce<Money>((sum, { amount }) => addMoney(sum, parseMoney(amount, currency)), { minor: 0, currency });

// A refund that failed is tried until it succeeds, so that its money is not there to be given back twice.
const everyStatus = new Set(['pending', 'succeeded', 'failed']);

const leftOf = (payment: HeldPayment): Money =>
  subtractMoney(parseMoney(payment.amount, payment.currency), sumOf(payment, everyStatus));

/** Whether all of it is given back, for certain. */
export const isAllRefunded = (payment: HeldPayment): boolean =>
  sumOf(payment, new Set(['succeeded'])).minor >= parseMoney(payment.amount, payment.currency).minor;

/** Gives back what was captured: by way of the gateway where it came from there, at once where only a policy has decided. */
const give = (
  payment: HeldPayment,
  { refundId, reason }: RefundRequest,
  amount: Money,
  stated: Stated,
): readonly PaymentEvent[] => {
  const { userId, currency, reference } = payment;
  const given = { refundId, amount: formatMoney(amount), reason };
  return reference === null
    ? [{ type: 'payment.refunded', ...stated, data: { userId, currency, ...given } }]
    : [{ type: 'payment.refund-requested', ...stated, data: given }];
};

/** What is left of a captured payment, if anything is. */
export const refundRest = (payment: HeldPayment, request: RefundRequest, stated: Stated): readonly PaymentEvent[] => {
  const left = leftOf(payment);
  return left.minor === 0 ? [] : give(payment, request, left, stated);
};

export const refundPart = (payment: HeldPayment, request: RefundRequest, stated: Stated): readonly PaymentEvent[] => {
  const left = leftOf(payment);
  const amount = request.amount === undefined ? left : parseMoney(request.amount, payment.currency);
  if (left.minor === 0 || compareMoney(amount, left) > 0)
    throw new DomainError(
      'unprocessable',
      'refund_exceeds_captured',
      `${formatMoney(left)} ${left.currency} of the payment can still be refunded`,
    );
  return give(payment, request, amount, stated);
};
