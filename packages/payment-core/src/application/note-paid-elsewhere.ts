import type { Clock } from '@ordermill/kernel';
import { decide } from '../domain/payment.js';
import type { PaymentState } from '../domain/state.js';
import type { PaymentRepository } from './ports.js';

export interface NotePaidElsewhereInput {
  readonly orderId: string;
}

export class NotePaidElsewhere {
  constructor(
    private readonly payments: PaymentRepository,
    private readonly clock: Clock,
  ) {}

  execute({ orderId }: NotePaidElsewhereInput): Promise<PaymentState> {
    const at = this.clock.now().toISOString();
    return this.payments.change(orderId, (payment) => decide({ type: 'paid-elsewhere', at }, payment));
  }
}
