import type { Page, PaymentListQuery } from '@ordermill/contracts';
import type { Credit, CreditEvent } from '../domain/credit.js';
import type { PaymentEvent } from '../domain/events.js';
import type { Payment, PaymentState } from '../domain/state.js';

/** Stores what is decided: events, view and timers commit together, or not at all. One payment an order. */
export abstract class PaymentRepository {
  /** `decide` is pure and may run again when another change of the same payment was first. */
  abstract change(orderId: string, decide: (payment: PaymentState) => readonly PaymentEvent[]): Promise<PaymentState>;
  /** As `change`, and committed when it resolves, whatever else is going on: for what must be on record before anybody outside is asked. */
  abstract commit(orderId: string, decide: (payment: PaymentState) => readonly PaymentEvent[]): Promise<PaymentState>;
}

/** What users owe, one stream a user. */
export abstract class CreditRepository {
  /** `decide` is pure and may run again when another change of the same user was first. */
  abstract change(userId: string, decide: (credit: Credit) => readonly CreditEvent[]): Promise<Credit>;
}

/** Reads the view, which commits together with the events. */
export abstract class PaymentQueries {
  abstract find(orderId: string): Promise<Payment | undefined>;
  /** Newest first. */
  abstract list(userId: string, query: PaymentListQuery): Promise<Page<Payment>>;
}
