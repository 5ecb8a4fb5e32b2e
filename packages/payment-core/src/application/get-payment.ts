import { paymentNotFound } from '../domain/payment.js';
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
    if (payment?.userId !== userId) throw paymentNotFound();
    return payment;
  }
}
