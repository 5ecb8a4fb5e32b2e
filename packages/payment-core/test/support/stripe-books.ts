import { randomUUID } from 'node:crypto';

/** What Stripe answers: a status, and an object or an error in its envelope. */
export interface StripeAnswer {
  readonly status: number;
  readonly body: object;
}

interface Intent {
  readonly id: string;
  readonly object: 'payment_intent';
  readonly amount: number;
  readonly currency: string;
  readonly metadata: Readonly<Record<string, string>>;
  readonly status: 'requires_payment_method' | 'succeeded' | 'canceled';
  readonly last_payment_error: object | null;
}

export interface BookedRefund {
  readonly id: string;
  readonly object: 'refund';
  readonly payment_intent: string;
  readonly amount: number;
  readonly metadata: Readonly<Record<string, string>>;
  readonly status: 'pending' | 'succeeded' | 'failed';
}

type Form = Readonly<Record<string, string>>;

// https://docs.stripe.com/testing
const declines: Readonly<Record<string, { readonly code: string; readonly decline_code?: string }>> = {
  4000000000000002: { code: 'card_declined', decline_code: 'generic_decline' },
  4000000000009995: { code: 'card_declined', decline_code: 'insufficient_funds' },
  4000000000009979: { code: 'card_declined', decline_code: 'stolen_card' },
  4000000000000069: { code: 'expired_card', decline_code: 'expired_card' },
  4000000000000127: { code: 'incorrect_cvc', decline_code: 'incorrect_cvc' },
  4000000000000119: { code: 'processing_error', decline_code: 'processing_error' },
  4000002760003184: { code: 'authentication_required', decline_code: 'authentication_required' },
};
const refundPending = '4000000000007726';
const refundFails = '4000000000005126';
const wrongNumber = '4242424242424241';
const notPermitted = '4111111111111111';

/** Errors here repeat what was sent, as the worst of errors would. */
const refused = (status: number, type: string, code: string, sent = '', more: object = {}): StripeAnswer => ({
  status,
  body: { error: { type, code, message: `It was not possible: ${sent}`, ...more } },
});

const invalid = (code: string, status = 400): StripeAnswer => refused(status, 'invalid_request_error', code);

const metadataOf = (form: Form): Record<string, string> =>
  Object.fromEntries(
    Object.entries(form).flatMap(([name, value]) => {
      const key = /^metadata\[(\w+)\]$/.exec(name)?.[1];
      return key ? [[key, value]] : [];
    }),
  );

/** Intents, cards and refunds as Stripe keeps them, each in memory. */
export class StripeBooks {
  readonly intents = new Map<string, Intent>();
  readonly refunds = new Map<string, BookedRefund>();
  private readonly cards = new Map<string, string>();
  private readonly paidWith = new Map<string, string>();

  createIntent(form: Form): StripeAnswer {
    const amount = Number(form['amount']);
    if (amount < 50) return invalid('amount_too_small');
    const id = `pi_${randomUUID()}`;
    return this.saved({
      id,
      object: 'payment_intent',
      amount,
      currency: form['currency'] ?? '',
      metadata: metadataOf(form),
      status: 'requires_payment_method',
      last_payment_error: null,
    });
  }

  createMethod(form: Form): StripeAnswer {
    const number = form['card[number]'] ?? '';
    const expires = Date.UTC(Number(form['card[exp_year]']), Number(form['card[exp_month]']));
    const sent = `${number} ${form['card[cvc]']}`;
    if (number === notPermitted) return refused(402, 'invalid_request_error', '', sent);
    if (number === wrongNumber) return refused(402, 'card_error', 'incorrect_number', sent);
    if (expires < Date.now()) return refused(402, 'card_error', 'invalid_expiry_year', sent);
    const id = `pm_${randomUUID()}`;
    this.cards.set(id, number);
    return { status: 200, body: { id, object: 'payment_method', type: 'card' } };
  }

  intent(id: string): StripeAnswer {
    const intent = this.intents.get(id);
    return intent ? { status: 200, body: intent } : invalid('resource_missing', 404);
  }

  confirm(id: string, form: Form): StripeAnswer {
    const intent = this.intents.get(id);
    const number = this.cards.get(form['payment_method'] ?? '');
    if (!intent || !number) return invalid('resource_missing', 404);
    if (intent.status !== 'requires_payment_method') return invalid('payment_intent_unexpected_state');
    const decline = declines[number];
    this.paidWith.set(id, number);
    if (!decline) return this.saved({ ...intent, status: 'succeeded' });
    this.saved({ ...intent, last_payment_error: { type: 'card_error', ...decline } });
    return refused(402, 'card_error', decline.code, number, decline);
  }

  cancel(id: string): StripeAnswer {
    const intent = this.intents.get(id);
    if (intent?.status !== 'requires_payment_method') return invalid('payment_intent_unexpected_state');
    return this.saved({ ...intent, status: 'canceled' });
  }

  search(query: string): StripeAnswer {
    const [, key = '', value] = /^metadata\['(\w+)'\]:'([^']*)'$/.exec(query) ?? [];
    return list([...this.intents.values()].filter(({ metadata }) => metadata[key] === value));
  }

  refundsOf(intent: string): StripeAnswer {
    return list([...this.refunds.values()].filter(({ payment_intent }) => payment_intent === intent));
  }

  createRefund(form: Form): StripeAnswer {
    const { payment_intent: of = '', amount } = form;
    const intent = this.intents.get(of);
    if (intent?.status !== 'succeeded') return invalid('resource_missing', 404);
    const standing = [...this.refunds.values()].filter((each) => each.payment_intent === of && each.status !== 'failed');
    if (standing.reduce((sum, each) => sum + each.amount, Number(amount)) > intent.amount)
      return invalid('charge_already_refunded');
    const number = this.paidWith.get(of);
    const failsNow = number === refundFails && this.refunds.size === 0;
    const refund: BookedRefund = {
      id: `re_${randomUUID()}`,
      object: 'refund',
      payment_intent: of,
      amount: Number(amount),
      metadata: metadataOf(form),
      status: failsNow ? 'failed' : number === refundPending ? 'pending' : 'succeeded',
    };
    this.refunds.set(refund.id, refund);
    return { status: 200, body: refund };
  }

  /** What was pending becomes this. */
  endRefunds(status: 'succeeded' | 'failed'): void {
    for (const refund of this.refunds.values())
      if (refund.status === 'pending') this.refunds.set(refund.id, { ...refund, status });
  }

  private saved(intent: Intent): StripeAnswer {
    this.intents.set(intent.id, intent);
    return { status: 200, body: intent };
  }
}

const list = (data: readonly object[]): StripeAnswer => ({
  status: 200,
  body: { object: 'list', data: data.toReversed(), has_more: false, url: '/v1' },
});
