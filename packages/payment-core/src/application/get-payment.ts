import { DomainError } from '@ordermill/kernel';
import type { Payment } from '../domain/state.js';
import type { PaymentQueries } from './ports.js';

export interface GetPaymentInput {
  readonly orderId: string;
  readonly userId: string;
}

export class GetPayment {
  constructor(private readonly payments: PaymentQueries) {}

  async execute({ orderId, userId }: GetPaymentInput): Promise<Payment> {
    const payment = await this.payments.find(orderId);
    if (payment?.userId !== userId)
      throw new DomainError('not-found', 'payment_not_found', 'there is no payment of such an order');
    return payment;
  }
}
