import type { Page, PaymentListQuery } from '@ordermill/contracts';
import {
  type Database,
  EventSourcedRepository,
  type PostgresUnitOfWork,
  type Projected,
  readPage,
  toViewRow,
  viewTimes,
} from '@ordermill/eventing';
import { CreditRepository, PaymentQueries, PaymentRepository } from '../application/ports.js';
import { type Credit, type CreditEvent, evolveCredit } from '../domain/credit.js';
import { evolve } from '../domain/evolve.js';
import type { PaymentEvent } from '../domain/events.js';
import type { Payment, PaymentState } from '../domain/state.js';
import { timersAfter } from './payment-timers.js';
import { type PaymentRow, paymentView } from './payment-view.js';

/** How a payment becomes state, and state a row. */
export const paymentStreams: Projected<PaymentState, PaymentEvent, PaymentRow> = {
  category: 'payment',
  initial: undefined,
  evolve,
  view: paymentView,
  toRow: (payment) => payment && toViewRow(payment),
};

export class PostgresPaymentRepository extends PaymentRepository {
  private readonly streams: EventSourcedRepository<PaymentState, PaymentEvent, PaymentRow>;

  constructor(unitOfWork: PostgresUnitOfWork) {
    super();
    this.streams = new EventSourcedRepository(unitOfWork, {
      ...paymentStreams,
      timers: timersAfter,
    });
  }

  override change(orderId: string, decide: (payment: PaymentState) => readonly PaymentEvent[]): Promise<PaymentState> {
    return this.streams.change(orderId, decide);
  }

  override commit(orderId: string, decide: (payment: PaymentState) => readonly PaymentEvent[]): Promise<PaymentState> {
    return this.streams.commit(orderId, decide);
  }
}

export class PostgresCreditRepository extends CreditRepository {
  private readonly streams: EventSourcedRepository<Credit, CreditEvent, never>;

  constructor(unitOfWork: PostgresUnitOfWork) {
    super();
    this.streams = new EventSourcedRepository(unitOfWork, { category: 'credit', initial: undefined, evolve: evolveCredit });
  }

  override change(userId: string, decide: (credit: Credit) => readonly CreditEvent[]): Promise<Credit> {
    return this.streams.change(userId, decide);
  }
}

export class PostgresPaymentQueries extends PaymentQueries {
  constructor(private readonly database: Database) {
    super();
  }

  override async find(orderId: string): Promise<Payment | undefined> {
    const row = await this.database.findRow(paymentView, { orderId });
    return row ? { ...row, ...viewTimes(row) } : undefined;
  }

  override async list(userId: string, { status, ...query }: PaymentListQuery): Promise<Page<Payment>> {
    const { rows, nextCursor } = await readPage(
      this.database,
      paymentView,
      'orderId',
      { userId, ...(status ? { status } : {}) },
      query,
    );
    return { data: rows.map((row) => ({ ...row, ...viewTimes(row) })), nextCursor };
  }
}
