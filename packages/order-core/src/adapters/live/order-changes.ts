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

interface Row extends Omit<OrderChange, 'cursor' | 'status'>, LogCursor {
  /** The newest event of the order itself. */
  readonly newest: string | null;
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
             orders.user_id as "userId", newest.type as newest, coalesce(newest.version, 0) as version
           from eventing.event_log log join orders on orders.id = log.subject::uuid
             left join lateral (
               select own.type, own.version from eventing.event_log own
               where own.stream = 'order-' || log.subject and (own.transaction_id, own.position) <= (log.transaction_id, log.position)
               order by own.version desc limit 1) newest on true
           where (log.transaction_id, log.position) > ($1::xid8, $2::bigint)
             and log.transaction_id < pg_snapshot_xmin(pg_current_snapshot())
             and log.stream in ('order-' || log.subject, 'timeline-' || log.subject)
             and ($3::text is null or orders.user_id = $3)
           order by log.transaction_id, log.position limit $4`,
    values: [after.transactionId, after.position, userId, limit],
  });
  return rows.map(({ transactionId, position, newest, ...change }) => ({
    ...change,
    cursor: { transactionId, position },
    status: statusAfter[newest ?? ''] ?? 'created',
  }));
};

const statusAfter: Readonly<Record<string, OrderStatus>> = {
  'order.created': 'created',
  'order.discounted': 'created',
  'order.confirmed': 'confirmed',
  'order.sent': 'sent',
  'order.delivered': 'delivered',
  'order.cancelled': 'cancelled',
};
