import type { HistoryEntry, OrderListQuery, Page } from '@ordermill/contracts';
import type { Order, OrderEvent, OrderState } from '../domain/order.js';

/** Stores what is decided: events, view and timers commit together, or not at all. */
export abstract class OrderRepository {
  /** `decide` is pure and may run again when another change of the same order was first. Resolves with the order as it then is. */
  abstract change(orderId: string, decide: (order: OrderState) => readonly OrderEvent[]): Promise<Order>;
}

/** Reads the view, which commits together with the events. */
export abstract class OrderQueries {
  abstract find(orderId: string): Promise<Order | undefined>;
  /** Newest first. */
  abstract list(userId: string, query: OrderListQuery): Promise<Page<Order>>;
}

/** What happened to an order, in whichever service. */
export abstract class Timeline {
  /** In no particular order. */
  abstract read(orderId: string): Promise<readonly HistoryEntry[]>;
}
