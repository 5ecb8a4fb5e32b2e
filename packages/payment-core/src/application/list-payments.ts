import type { Page, PaymentListQuery } from '@ordermill/contracts';
import type { Payment } from '../domain/state.js';
import type { PaymentQueries } from './ports.js';

export interface ListPaymentsInput {
  readonly userId: string;
  readonly query: PaymentListQuery;
}

export class ListPayments {
  constructor(private readonly payments: PaymentQueries) {}

  execute({ userId, query }: ListPaymentsInput): Promise<Page<Payment>> {
    return this.payments.list(userId, query);
  }
}
