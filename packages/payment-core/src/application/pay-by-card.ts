import { type Clock, DomainError } from '@ordermill/kernel';
import type { Card } from '../domain/card.js';
import { decide, paymentNotFound } from '../domain/payment.js';
import type { HeldPayment, Payment } from '../domain/state.js';
import type { PaymentGateway } from './payment-gateway.js';
import type { PaymentRepository } from './ports.js';

export interface PayByCardInput {
  readonly orderId: string;
  readonly userId: string;
  readonly card: Card;
  /** The same for whoever pays again because no answer came: the card is not charged twice then. */
  readonly attemptId: string;
}

const milliseconds = { longestAttempt: 10_000, untilHeardOf: 1_000, betweenLooks: 50 };

/** The gateway is asked between two changes: the attempt is recorded before, and what came of it after. */
export class PayByCard {
  constructor(
    private readonly payments: PaymentRepository,
    private readonly gateway: PaymentGateway,
    private readonly clock: Clock,
  ) {}

  /** Rejects with DomainError `payment-required` when the card is declined: the order can be paid with another. */
  async execute({ orderId, userId, card, attemptId }: PayByCardInput): Promise<Payment> {
    const begun = await this.begin(orderId, userId, attemptId, card);
    const attempt = begun.attempts.find(({ id }) => id === attemptId);
    // Paid again under the same key: gateways forget theirs.
    if (attempt?.status === 'succeeded') return begun;
    if (attempt?.status === 'declined') throw declined(attempt.reason ?? 'card_declined');
    const { amount, currency, updatedAt } = begun;
    const startedAt = attempt?.createdAt ?? updatedAt;
    const settlement = await this.gateway.charge({ attemptId, orderId, amount, currency, startedAt }, card);
    const at = this.clock.now().toISOString();
    const payment = await this.payments.change(orderId, (state) => decide({ type: 'settle', attemptId, settlement, at }, state));
    if (!payment) throw paymentNotFound();
    if (settlement.status === 'declined') throw declined(settlement.code);
    return payment;
  }

  /** One attempt at a time: whoever comes second waits, for the first may be declined. So does who comes before the order was heard of. */
  private async begin(orderId: string, userId: string, attemptId: string, { summary: card }: Card): Promise<HeldPayment> {
    const since = this.clock.now().getTime();
    for (;;) {
      const now = this.clock.now();
      let isHeardOf = false;
      try {
        const begun = await this.payments.commit(orderId, (payment) => {
          isHeardOf = payment !== undefined;
          if (payment?.userId !== userId) throw paymentNotFound();
          return decide({ type: 'attempt', attemptId, card, actor: userId, at: now.toISOString() }, payment);
        });
        if (begun) return begun;
        throw paymentNotFound();
      } catch (error) {
        if (now.getTime() - since >= longestWait(error, isHeardOf)) throw error;
        await new Promise((resolve) => setTimeout(resolve, milliseconds.betweenLooks));
      }
    }
  }
}

const longestWait = (error: unknown, isHeardOf: boolean): number => {
  if (!(error instanceof DomainError)) return 0;
  if (error.code === 'payment_in_progress') return milliseconds.longestAttempt;
  return error.code === 'payment_not_found' && !isHeardOf ? milliseconds.untilHeardOf : 0;
};

const declined = (code: string): DomainError =>
  new DomainError('payment-required', code, `${messages[code] ?? 'The card was declined.'} The order can still be paid.`);

const messages: Readonly<Record<string, string>> = {
  card_declined: 'The card was declined.',
  insufficient_funds: 'The card has insufficient funds.',
  expired_card: 'The card has expired.',
  incorrect_number: 'The card number is not a valid one.',
  incorrect_cvc: 'The security code is not right.',
  processing_error: 'The card could not be processed just now; the same card may work in a moment.',
};
