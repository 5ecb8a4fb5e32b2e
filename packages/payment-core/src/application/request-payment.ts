import type { EventData } from '@ordermill/contracts';
import { type Clock, formatMoney, parseMoney, subtractMoney } from '@ordermill/kernel';
import { type Charge, isFree } from '../domain/charge.js';
import { creditVerdict, decideCredit } from '../domain/credit.js';
import { decide, type PaymentTerms } from '../domain/payment.js';
import { nothingToPay, type PaymentPolicy, type Verdict } from '../domain/policy.js';
import type { PaymentState } from '../domain/state.js';
import type { CreditRepository, PaymentRepository } from './ports.js';

export interface RequestPaymentInput {
  readonly orderId: string;
  readonly order: Pick<EventData<'order.created'>, 'userId' | 'amount' | 'currency' | 'discount' | 'description' | 'paymentMode'>;
}

export interface PaymentSettings {
  /** By the application alone, or by what the user owes already. */
  readonly policy: PaymentPolicy | { readonly creditLimit: string };
  /** Of the random policy's coin. */
  readonly seed: string;
  /** Milliseconds that a manual payment waits for the customer. */
  readonly expiry: number;
}

export class RequestPayment {
  constructor(
    private readonly payments: PaymentRepository,
    private readonly credits: CreditRepository,
    private readonly clock: Clock,
    private readonly settings: PaymentSettings,
  ) {}

  async execute({ orderId, order }: RequestPaymentInput): Promise<PaymentState> {
    // Nothing is judged twice, and nothing is owed for an order that was cancelled before it came.
    const known = await this.payments.change(orderId, () => []);
    if (known) return known;
    const now = this.clock.now();
    const charge = chargeFor(order);
    const terms = await this.termsFor(charge, { orderId, order }, now);
    return this.payments.change(orderId, (payment) => decide({ type: 'request', charge, terms, at: now.toISOString() }, payment));
  }

  private async termsFor(charge: Charge, input: RequestPaymentInput, now: Date): Promise<PaymentTerms> {
    if (isFree(charge)) return { paymentMode: 'auto', verdict: nothingToPay };
    if (input.order.paymentMode === 'auto') return { paymentMode: 'auto', verdict: await this.judge(charge, input, now) };
    return { paymentMode: 'manual', expiresAt: new Date(now.getTime() + this.settings.expiry).toISOString() };
  }

  private async judge(charge: Charge, { orderId, order: { description } }: RequestPaymentInput, now: Date): Promise<Verdict> {
    const { policy, seed } = this.settings;
    if (typeof policy === 'function') return policy({ orderId, description, charge, seed });
    // In the transaction of the message: what is approved is owed, or neither.
    const use = { type: 'use', orderId, charge, limit: policy.creditLimit, at: now.toISOString() } as const;
    return creditVerdict(orderId, await this.credits.change(charge.userId, (credit) => decideCredit(use, credit)));
  }
}

/** What an order costs its customer: the gross amount less the discount. */
export const chargeFor = ({ userId, amount, currency, discount }: Charge & { readonly discount: string }): Charge => ({
  userId,
  currency,
  amount: formatMoney(subtractMoney(parseMoney(amount, currency), parseMoney(discount, currency))),
});
