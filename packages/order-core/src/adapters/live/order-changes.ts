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

const most = { nearby: 2_000, orders: 1_000 };

type Queried = Pick<Database, 'query'>;

interface Row extends Omit<OrderChange, 'cursor' | 'status'>, LogCursor {
  /** The newest event of the order itself. */
  readonly newest: string | null;
}

interface QueryText {
  readonly name?: string;
  readonly text: string;
}

interface Place {
  readonly after: LogCursor;
  readonly limit: number;
}

const belowRunning = 'log.transaction_id < pg_snapshot_xmin(pg_current_snapshot())';

/** What happened, by rows `picked` of the log with the user whom they concern. */
const changesOf = (picked: string): string => `
  with picked as materialized (${picked})
  select log.transaction_id::text as "transactionId", log.position::text, log.type, log.time, log.subject as "orderId",
    log.user_id as "userId", newest.type as newest, coalesce(newest.version, 0) as version
  from picked log left join lateral (
    select own.type, own.version from eventing.event_log own
    where own.stream = 'order-' || log.subject and (own.transaction_id, own.position) <= (log.transaction_id, log.position)
    order by own.version desc limit 1) newest on true
  order by log.transaction_id, log.position`;

const alongTheLog = changesOf(`
  select log.*, orders.user_id from eventing.event_log log join orders on orders.id = log.subject::uuid
  where (log.transaction_id, log.position) > ($1::xid8, $2::bigint) and ${belowRunning}
    and log.stream in ('order-' || log.subject, 'timeline-' || log.subject) and ($4::text is null or orders.user_id = $4)
  order by log.transaction_id, log.position limit $3`);

// By the user's orders, not along the log: what others did costs nothing. It has no name, so that it is planned for this user, not for an average one.
const byOrders = changesOf(`
  select log.*, orders.user_id
  from orders cross join lateral (values ('order-' || orders.id), ('timeline-' || orders.id)) own (stream)
    cross join lateral (
      select * from eventing.event_log log where log.stream = own.stream
        and (log.transaction_id, log.position) > ($1::xid8, $2::bigint) and ${belowRunning}
      offset 0) log
  where orders.user_id = $4
  order by log.transaction_id, log.position limit $3`);

const toChange = ({ transactionId, position, newest, ...change }: Row): OrderChange => ({
  ...change,
  cursor: { transactionId, position },
  status: statusAfter[newest ?? ''] ?? 'created',
});

const read = async (database: Queried, query: QueryText, { after, limit }: Place, userId: string | null) => {
  const values = [after.transactionId, after.position, limit, userId];
  return (await database.query<Row>({ ...query, values })).map(toChange);
};

/** The first `limit` changes after a place in the log, below the oldest transaction that still runs. Rejects with the errors of translateError. */
export const readChanges = (database: Queried, place: Place): Promise<readonly OrderChange[]> =>
  read(database, { name: 'read-changes', text: alongTheLog }, place, null);

/** Whether there is so little log after a place, or a user has so many orders, that all of it is read sooner than each order. */
const isAlongTheLog = async (database: Queried, { transactionId, position }: LogCursor, userId: string): Promise<boolean> => {
  const [row] = await database.query<{ readonly isFar: boolean; readonly hasMany: boolean }>({
    name: 'how-to-read-changes',
    text: `select
             exists (select from eventing.event_log where (transaction_id, position) > ($1::xid8, $2::bigint)
                     order by event_log.transaction_id, event_log.position offset ${most.nearby}) as "isFar",
             exists (select from orders where user_id = $3 offset ${most.orders}) as "hasMany"`,
    values: [transactionId, position, userId],
  });
  return !row?.isFar || row.hasMany;
};

/** As readChanges, of one user's orders alone. Who has few orders does not pay for what others did, however far back the place is. */
export const readChangesOf = async (database: Queried, userId: string, place: Place): Promise<readonly OrderChange[]> => {
  const isAlong = await isAlongTheLog(database, place.after, userId);
  return read(database, isAlong ? { name: 'read-changes-of', text: alongTheLog } : { text: byOrders }, place, userId);
};

const statusAfter: Readonly<Record<string, OrderStatus>> = {
  'order.created': 'created',
  'order.discounted': 'created',
  'order.confirmed': 'confirmed',
  'order.sent': 'sent',
  'order.delivered': 'delivered',
  'order.cancelled': 'cancelled',
};
