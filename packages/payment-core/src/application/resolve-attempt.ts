import type { Clock } from '@ordermill/kernel';
import { openAttempt } from '../domain/attempts.js';
import { decide } from '../domain/payment.js';
import type { PaymentState } from '../domain/state.js';
import type { PaymentGateway } from './payment-gateway.js';
import type { PaymentRepository } from './ports.js';

export interface ResolveAttemptInput {
  readonly orderId: string;
  readonly attemptId: string;
}

/** Finds out what became of an attempt whose process has not told: the card is not charged again, the gateway is asked. */
export class ResolveAttempt {
  constructor(
    private readonly payments: PaymentRepository,
    private readonly gateway: PaymentGateway,
    private readonly clock: Clock,
  ) {}

  async execute({ orderId, attemptId }: ResolveAttemptInput): Promise<PaymentState> {
    const payment = await this.payments.change(orderId, () => []);
    // Another attempt may be under way by now.
    const attempt = payment && openAttempt(payment);
    if (!payment || attempt?.id !== attemptId) return payment;
    const { amount, currency } = payment;
    const settlement = await this.gateway.resolve({ attemptId, orderId, amount, currency, startedAt: attempt.createdAt });
    const at = this.clock.now().toISOString();
    return this.payments.change(orderId, (state) => decide({ type: 'settle', attemptId, settlement, at }, state));
  }
}
