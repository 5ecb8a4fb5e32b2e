import type { CloudEvent } from '../event.js';
import type { Database } from './database.js';
import { type EventRow, eventColumns, toStatedEvent } from './event-row.js';
import { type Operation, operationColumns } from './operation-log.js';
import type { Receipts } from './receipts.js';

type EventKey = Pick<CloudEvent, 'source' | 'id'>;

/** An event that a service has handled. */
export interface Handled extends EventKey {
  readonly handledAt: Date;
  /** Milliseconds since it happened; null where that cannot be told. */
  readonly latencyMs: number | null;
  /** Runs of its handler; null where nobody has counted. */
  readonly tries: number | null;
}

/** The first `limit` events of these streams as they were stored, whatever their version, internal ones as well. Those that were recorded have the sequence of their source. */
export const readStoredEvents = async (
  database: Database,
  streams: readonly string[],
  limit: number,
): Promise<readonly CloudEvent[]> => {
  const rows = await database.query<EventRow>({
    name: 'read-stored-events',
    text: `select ${eventColumns} from eventing.event_log where stream = any($1) order by position limit $2`,
    values: [streams, limit],
  });
  return rows.map(toStatedEvent);
};

/** Those of these events that a service has handled. */
export const readHandled = (
  database: Database,
  { table, handledAt, eventTime }: Receipts,
  events: readonly EventKey[],
): Promise<Handled[]> =>
  database.query({
    name: 'read-handled',
    text: `select source, id, ${handledAt} as "handledAt", tries,
                  case when isfinite(${eventTime})
                    then greatest(0, round(date_part('epoch', ${handledAt} - ${eventTime}) * 1000)) end as "latencyMs"
           from ${table} where (source, id) in (select * from unnest($1::text[], $2::text[]))`,
    values: [events.map(({ source }) => source), events.map(({ id }) => id)],
  });

/** What operators have done to dead letters of these events, the oldest first. */
export const readOperationsOn = (database: Database, events: readonly Pick<EventKey, 'id'>[]): Promise<Operation[]> =>
  database.query({
    text: `select ${operationColumns}
           from eventing.operations where event_id = any($1) order by at, id`,
    values: [events.map(({ id }) => id)],
  });
