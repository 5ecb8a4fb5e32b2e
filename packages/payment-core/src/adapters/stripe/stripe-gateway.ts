import type { Stripe } from 'stripe';
import {
  type Charging,
  gatewayUnavailable,
  PaymentGateway,
  type Refunding,
  type RefundOutcome,
} from '../../application/payment-gateway.js';
import type { Settlement } from '../../domain/attempts.js';
import type { Card } from '../../domain/card.js';
import { stripeAmount } from './stripe-amount.js';
import { declineCode, isDecline, isKeyTaken, isRefusal, withoutDetails } from './stripe-errors.js';
import { refundAtStripe } from './stripe-refunds.js';

// Stripe may forget a key after 24 hours.
const keyIsKnownForMs = 23 * 3_600_000;

const declined = (code: string): Settlement => ({ status: 'declined', code });

/**
 * Cards charged by Stripe. An attempt is a PaymentIntent that is created under the attempt's id as the idempotency key, without a card, and
 * confirmed by a second call: whoever creates it again finds the same one, and can cancel it, so that no call that is late charges it.
 */
export class StripeGateway extends PaymentGateway {
  constructor(
    private readonly stripe: Stripe,
    private readonly now: () => Date,
  ) {
    super();
  }

  override charge(charging: Charging, card: Card): Promise<Settlement> {
    return this.call(async () => {
      if (this.isOld(charging)) return this.resolveOld(charging);
      const intent = await this.intentOf(charging);
      return typeof intent === 'string' ? this.confirm(intent, charging.attemptId, card) : intent;
    });
  }

  override resolve(charging: Charging): Promise<Settlement> {
    return this.call(async () => {
      if (this.isOld(charging)) return this.resolveOld(charging);
      const intent = await this.intentOf(charging);
      return typeof intent === 'string' ? this.settle(await this.stripe.paymentIntents.retrieve(intent)) : intent;
    });
  }

  override refund(refunding: Refunding): Promise<RefundOutcome> {
    return this.call(() => refundAtStripe(this.stripe, refunding));
  }

  private isOld({ startedAt }: Charging): boolean {
    return this.now().getTime() - Date.parse(startedAt) > keyIsKnownForMs;
  }

  /** The id of the attempt's intent, or why there can be none. */
  private async intentOf({ attemptId, orderId, amount, currency }: Charging): Promise<string | Settlement> {
    const units = stripeAmount(amount, currency);
    if (units === undefined) return declined('amount_not_chargeable');
    try {
      const { id } = await this.stripe.paymentIntents.create(
        {
          amount: units,
          currency: currency.toLowerCase(),
          allowed_payment_method_types: ['card'],
          metadata: { attemptId, orderId },
        },
        { idempotencyKey: attemptId },
      );
      return id;
    } catch (error) {
      // An intent that was made of other parameters, as an earlier release may have sent them, is there to be charged.
      if (isRefusal(error) && !isKeyTaken(error)) return declined(error.code ?? 'not_processed');
      throw error;
    }
  }

  private async confirm(intent: string, attemptId: string, card: Card): Promise<Settlement> {
    const { number, securityCode: cvc, month, year } = card.details();
    try {
      const { id } = await this.stripe.paymentMethods.create(
        { type: 'card', card: { number, cvc, exp_month: month, exp_year: year } },
        { idempotencyKey: `${attemptId}-card` },
      );
      const confirmed = await this.stripe.paymentIntents.confirm(
        intent,
        { payment_method: id, error_on_requires_action: true },
        { idempotencyKey: `${attemptId}-confirm` },
      );
      return await this.settle(confirmed);
    } catch (error) {
      if (isDecline(error)) return declined(declineCode(error));
      if (!isRefusal(error)) throw error;
    }
    return this.settle(await this.stripe.paymentIntents.retrieve(intent));
  }

  /** What became of an intent; one that waits for anything is cancelled and will not be charged any more. */
  private async settle(intent: Stripe.PaymentIntent): Promise<Settlement> {
    const { id, status } = intent;
    if (status === 'succeeded' || status === 'canceled') return settlementOf(intent);
    if (status === 'processing') throw gatewayUnavailable();
    return settlementOf(await this.stripe.paymentIntents.cancel(id));
  }

  /** The key may be forgotten, but by now the index of metadata, which lags behind by minutes, knows every intent. */
  private async resolveOld({ attemptId }: Charging): Promise<Settlement> {
    const { data } = await this.stripe.paymentIntents.search({ query: `metadata['attemptId']:'${attemptId}'` });
    const [intent] = data;
    return intent ? this.settle(await this.stripe.paymentIntents.retrieve(intent.id)) : declined('not_processed');
  }

  private async call<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    try {
      return await work();
    } catch (error) {
      throw withoutDetails(error);
    }
  }
}

const settlementOf = ({ id, status, last_payment_error: error }: Stripe.PaymentIntent): Settlement =>
  status === 'succeeded' ? { status: 'captured', reference: id } : declined(error ? declineCode(error) : 'not_processed');
