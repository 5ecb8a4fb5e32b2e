import type { OrderStatus } from '@ordermill/contracts';
import type { Database, LogCursor } from '@ordermill/eventing';

/** Something that happened to an order in whichever service, and how the order was after it. */
export interface OrderChange {
  readonly cursor: LogCursor;
  readonly userId: string;
  readonly orderId: string;
  readonly type: string;
  readonly status: OrderStatus;
  readonly version: number;
  readonly time: Date;
}

interface Row extends Omit<OrderChange, 'cursor'>, LogCursor {
  readonly own: boolean;
}

/**
 * The first `limit` changes after a place in the log, of one user's orders or of all, below the oldest transaction that still runs.
 * Rejects with the errors of translateError.
 */
export const readOrderChanges = async (
  database: Database,
  { after, limit, userId = null }: { readonly after: LogCursor; readonly limit: number; readonly userId?: string | null },
): Promise<readonly OrderChange[]> => {
  const rows = await database.query<Row>({
    name: 'read-order-changes',
    text: `select log.transaction_id::text as "transactionId", log.position::text, log.type, log.time, log.subject as "orderId",
             log.stream = 'order-' || log.subject as own, orders.user_id as "userId", orders.status,
             case when log.stream = 'order-' || log.subject then log.version else orders.version end as version
           from eventing.event_log log join orders on orders.id = log.subject::uuid
           where (log.transaction_id, log.position) > ($1::xid8, $2::bigint)
             and log.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
             and log.stream in ('order-' || log.subject, 'timeline-' || log.subject)
             and ($3::text is null or orders.user_id = $3)
           order by log.transaction_id, log.position limit $4`,
    values: [after.transactionId, after.position, userId, limit],
  });
  return rows.map(({ transactionId, position, own, ...change }) => ({
    ...change,
    cursor: { transactionId, position },
    status: (own ? statusAfter[change.type] : undefined) ?? change.status,
  }));
};

/** The view may be further on than the event. */
const statusAfter: Readonly<Record<string, OrderStatus>> = {
  'order.created': 'created',
  'order.discounted': 'created',
  'order.confirmed': 'confirmed',
  'order.sent': 'sent',
  'order.delivered': 'delivered',
  'order.cancelled': 'cancelled',
};
