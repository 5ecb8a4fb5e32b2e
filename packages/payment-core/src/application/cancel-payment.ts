import type { EventData } from '@ordermill/contracts';
import type { Clock, Ids } from '@ordermill/kernel';
import { decide } from '../domain/payment.js';
import type { PaymentState } from '../domain/state.js';
import type { PaymentRepository } from './ports.js';
import { chargeFor } from './request-payment.js';

export interface CancelPaymentInput {
  readonly orderId: string;
  readonly order: EventData<'order.cancelled'>;
}

/** Refunds what was captured, voids what was not; an order whose payment is not known yet is remembered as voided. */
export class CancelPayment {
  constructor(
    private readonly payments: PaymentRepository,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  execute({ orderId, order }: CancelPaymentInput): Promise<PaymentState> {
    const at = this.clock.now().toISOString();
    const refundId = this.ids.next();
    return this.payments.change(orderId, (payment) =>
      decide({ type: 'cancel', charge: chargeFor(order), refundId, at }, payment),
    );
  }
}
