import type { Clock } from '@ordermill/kernel';
import { decide, type PaymentCommand } from '../domain/payment.js';
import type { PaymentState } from '../domain/state.js';
import type { PaymentGateway, RefundOutcome } from './payment-gateway.js';
import type { PaymentRepository } from './ports.js';

export interface CarryOutRefundsInput {
  readonly orderId: string;
}

/** Asks the gateway for every refund that has been requested and not succeeded yet. Whoever asks again does so under the same key. */
export class CarryOutRefunds {
  constructor(
    private readonly payments: PaymentRepository,
    private readonly gateway: PaymentGateway,
    private readonly clock: Clock,
  ) {}

  async execute({ orderId }: CarryOutRefundsInput): Promise<PaymentState> {
    let payment = await this.payments.change(orderId, () => []);
    const reference = payment?.reference;
    if (!payment || !reference) return payment;
    const { currency } = payment;
    // One time for all: whatever fails now is tried again together.
    const at = this.clock.now().toISOString();
    for (const { id: refundId, amount, status } of payment.refunds) {
      if (status === 'succeeded') continue;
      const refusals = payment?.refusals[refundId] ?? 0;
      const outcome = await this.gateway.refund({ orderId, refundId, refusals, reference, amount, currency });
      payment = await this.payments.change(orderId, (state) => decide(commandFor(outcome, refundId, at), state));
    }
    return payment;
  }
}

const commandFor = (outcome: RefundOutcome, refundId: string, at: string): PaymentCommand =>
  outcome.status === 'failed'
    ? { type: 'refund-failed', refundId, code: outcome.code, at }
    : { type: `refund-${outcome.status}`, refundId, at };
