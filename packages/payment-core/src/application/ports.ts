import type { Page, PaymentListQuery } from '@ordermill/contracts';
import type { PaymentEvent } from '../domain/events.js';
import type { Payment, PaymentState } from '../domain/state.js';

/** Stores what is decided: events, view and timers commit together, or not at all. One payment an order. */
export abstract class PaymentRepository {
  /** `decide` is pure and may run again when another change of the same payment was first. */
  abstract change(orderId: string, decide: (payment: PaymentState) => readonly PaymentEvent[]): Promise<PaymentState>;
}

/** Reads the view, which commits together with the events. */
export abstract class PaymentQueries {
  abstract find(orderId: string): Promise<Payment | undefined>;
  /** Newest first. */
  abstract list(userId: string, query: PaymentListQuery): Promise<Page<Payment>>;
}
