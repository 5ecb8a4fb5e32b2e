import type { OrderListQuery, Page } from '@ordermill/contracts';
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
import { OrderQueries, OrderRepository } from '../application/ports.js';
import { evolve } from '../domain/evolve.js';
import { type FulfilmentDelays, fulfilmentAfter, type FulfilmentStep } from '../domain/fulfilment.js';
import { type Order, type OrderEvent, orderNotFound, type OrderState } from '../domain/order.js';
import { type OrderRow, orderView } from './order-view.js';

/** How an order becomes state, and state a row. */
export const orderStreams: Projected<OrderState, OrderEvent, OrderRow> = {
  category: 'order',
  initial: undefined,
  evolve,
  view: orderView,
  toRow: (order) => order && toViewRow(order),
};

export class PostgresOrderRepository extends OrderRepository {
  private readonly streams: EventSourcedRepository<OrderState, OrderEvent, OrderRow>;

  constructor(unitOfWork: PostgresUnitOfWork, delays: FulfilmentDelays) {
    super();
    this.streams = new EventSourcedRepository(unitOfWork, {
      ...orderStreams,
      timers: (event, orderId) => timersAfter(event, orderId, delays),
    });
  }

  override async change(orderId: string, decide: (order: OrderState) => readonly OrderEvent[]): Promise<Order> {
    const order = await this.streams.change(orderId, decide);
    if (!order) throw orderNotFound();
    return order;
  }
}

const timersAfter = (event: OrderEvent, orderId: string, delays: FulfilmentDelays): readonly TimerChange[] => {
  const keyOf = (step: FulfilmentStep) => `${step}-${orderId}`;
  const { next, ended } = fulfilmentAfter(event, delays);
  const cancels = ended.map((step) => ({ cancel: keyOf(step) }));
  if (!next) return cancels;
  return [
    ...cancels,
    { set: { key: keyOf(next.step), type: `order.${next.step}-due`, subject: orderId, due: new Date(next.at) } },
  ];
};

export class PostgresOrderQueries extends OrderQueries {
  constructor(private readonly database: Database) {
    super();
  }

  override async find(orderId: string): Promise<Order | undefined> {
    const row = await this.database.findRow(orderView, { id: orderId });
    return row ? { ...row, ...viewTimes(row) } : undefined;
  }

  override async list(userId: string, { status, ...query }: OrderListQuery): Promise<Page<Order>> {
    const { rows, nextCursor } = await readPage(this.database, orderView, 'id', { userId, ...(status ? { status } : {}) }, query);
    return { data: rows.map((row) => ({ ...row, ...viewTimes(row) })), nextCursor };
  }
}
