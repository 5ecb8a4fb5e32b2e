import type { EventData } from '@ordermill/contracts';
import { type Clock, formatMoney, parseMoney, subtractMoney } from '@ordermill/kernel';
import { type Charge, isFree } from '../domain/charge.js';
import { decide, type PaymentTerms } from '../domain/payment.js';
import { nothingToPay, type PaymentPolicy } from '../domain/policy.js';
import type { PaymentState } from '../domain/state.js';
import type { PaymentRepository } from './ports.js';

export interface RequestPaymentInput {
  readonly orderId: string;
  readonly order: Pick<EventData<'order.created'>, 'userId' | 'amount' | 'currency' | 'discount' | 'description' | 'paymentMode'>;
}

export interface PaymentSettings {
  readonly policy: PaymentPolicy;
  /** Of the random policy's coin. */
  readonly seed: string;
  /** Milliseconds that a manual payment waits for the customer. */
  readonly expiry: number;
}

export class RequestPayment {
  constructor(
    private readonly payments: PaymentRepository,
    private readonly clock: Clock,
    private readonly settings: PaymentSettings,
  ) {}

  execute({ orderId, order }: RequestPaymentInput): Promise<PaymentState> {
    const now = this.clock.now();
    const charge = chargeFor(order);
    const terms = this.termsFor(charge, { orderId, order }, now);
    return this.payments.change(orderId, (payment) => decide({ type: 'request', charge, terms, at: now.toISOString() }, payment));
  }

  private termsFor(charge: Charge, { orderId, order }: RequestPaymentInput, now: Date): PaymentTerms {
    const { policy, seed, expiry } = this.settings;
    if (isFree(charge)) return { paymentMode: 'auto', verdict: nothingToPay };
    return order.paymentMode === 'auto'
      ? { paymentMode: 'auto', verdict: policy({ orderId, description: order.description, charge, seed }) }
      : { paymentMode: 'manual', expiresAt: new Date(now.getTime() + expiry).toISOString() };
  }
}

/** What an order costs its customer: the gross amount less the discount. */
export const chargeFor = ({ userId, amount, currency, discount }: Charge & { readonly discount: string }): Charge => ({
  userId,
  currency,
  amount: formatMoney(subtractMoney(parseMoney(amount, currency), parseMoney(discount, currency))),
});
