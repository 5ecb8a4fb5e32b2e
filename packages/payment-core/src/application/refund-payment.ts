import type { Refund } from '@ordermill/contracts';
import { type Clock, formatMoney, type Ids, invalidField, parseMoney } from '@ordermill/kernel';
import { decide, paymentNotFound } from '../domain/payment.js';
import type { PaymentRepository } from './ports.js';

export interface RefundPaymentInput {
  readonly orderId: string;
  /** The admin who asks for it. */
  readonly requestedBy: string;
  /** All that is left where it is absent. */
  readonly amount?: string | number | undefined;
}

export class RefundPayment {
  constructor(
    private readonly payments: PaymentRepository,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  async execute({ orderId, requestedBy, amount }: RefundPaymentInput): Promise<Refund> {
    const at = this.clock.now().toISOString();
    const refundId = this.ids.next();
    const payment = await this.payments.change(orderId, (state) => {
      if (!state) throw paymentNotFound();
      const request = { refundId, reason: 'requested', amount: amountOf(amount, state.currency) };
      return decide({ type: 'refund', request, actor: requestedBy, at }, state);
    });
    const refund = payment?.refunds.find(({ id }) => id === refundId);
    if (!refund) throw paymentNotFound();
    return refund;
  }
}

const amountOf = (amount: string | number | undefined, currency: string): string | undefined => {
  if (amount === undefined) return undefined;
  const money = parseMoney(amount, currency);
  if (money.minor === 0) throw invalidField('amount', 'must be more than zero');
  return formatMoney(money);
};
