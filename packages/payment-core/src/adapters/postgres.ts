import type { Page, PaymentListQuery } from '@ordermill/contracts';
import {
  type Database,
  EventSourcedRepository,
  type PostgresUnitOfWork,
  type Projected,
  readPage,
  type TimerChange,
  toViewRow,
  viewTimes,
} from '@ordermill/eventing';
import { PaymentQueries, PaymentRepository } from '../application/ports.js';
import { evolve } from '../domain/evolve.js';
import type { Payment, PaymentEvent, PaymentState } from '../domain/payment.js';
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
}

/** Only a payment that waits for its customer can expire. */
const timersAfter = (event: PaymentEvent, orderId: string): readonly TimerChange[] => {
  const key = `expiry-${orderId}`;
  if (event.type !== 'payment.requested') return [{ cancel: key }];
  const { expiresAt } = event.data;
  return expiresAt === null ? [] : [{ set: { key, type: 'payment.expiry-due', subject: orderId, due: new Date(expiresAt) } }];
};

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
