import type pg from 'pg';
import type { CloudEvent } from '../event.js';
import { type EventRow, eventColumns, toCloudEvent } from './event-row.js';
import type { LogCursor } from './log-cursor.js';

interface Row extends EventRow {
  readonly transaction_id: string;
  readonly position: string;
  readonly internal: boolean;
}

export interface LogEntry {
  readonly cursor: LogCursor;
  readonly internal: boolean;
  readonly event: CloudEvent;
}

export const readCheckpoint = async (client: pg.Client): Promise<LogCursor> => {
  const { rows } = await client.query<Pick<Row, 'transaction_id' | 'position'>>(
    'select transaction_id::text, position::text from eventing.relay_checkpoint',
  );
  return { transactionId: rows[0]?.transaction_id ?? '0', position: rows[0]?.position ?? '0' };
};

/**
 * Transaction ids mean something within one cluster only. After a restore into another one they may lie ahead of its own, which would hide every
 * new event: then what was published gets id 0 and what was not gets 1, both below any that a transaction can have.
 */
export const rebaseAfterRestore = async (client: pg.Client): Promise<void> => {
  const { rows } = await client.query<{ ahead: boolean | null }>(`
    select greatest((select transaction_id from eventing.event_log order by transaction_id desc limit 1),
                    (select transaction_id from eventing.relay_checkpoint)) >= pg_snapshot_xmax(pg_current_snapshot()) as ahead`);
  if (!rows[0]?.ahead) return;
  // Whatever was appended after the restore has a later position than the last of the foreign ids, and is left as it is.
  await client.query(`
    with published as (select transaction_id, position from eventing.relay_checkpoint),
         restored as (select max(position) as position from eventing.event_log where transaction_id >= pg_snapshot_xmax(pg_current_snapshot())),
         moved as (update eventing.relay_checkpoint set transaction_id = '0', position = ${lastPosition})
    update eventing.event_log log
    set transaction_id = case when (log.transaction_id, log.position) > (published.transaction_id, published.position) then '1' else '0' end::xid8
    from published, restored where log.position <= restored.position`);
};

const lastPosition = '9223372036854775807';

/** The last position that is taken by now. */
export const readLastPosition = async (client: pg.Client): Promise<bigint> => {
  const { rows } = await client.query<{ last: string | null }>('select max(position)::text as last from eventing.event_log');
  return BigInt(rows[0]?.last ?? 0);
};

export const writeCheckpoint = async (client: pg.Client, { transactionId, position }: LogCursor): Promise<void> => {
  await client.query({
    name: 'write-checkpoint',
    text: 'update eventing.relay_checkpoint set transaction_id = $1::xid8, position = $2',
    values: [transactionId, position],
  });
};

/**
 * The next entries after `after`. Only below the oldest transaction still running: one with a lower id may yet commit,
 * and would be skipped for good if its turn had passed.
 */
export const readLog = async (client: pg.Client, after: LogCursor, limit: number): Promise<LogEntry[]> => {
  const { rows } = await client.query<Row>({
    name: 'read-log',
    text: `select transaction_id::text, position::text, ${eventColumns}, internal
           from eventing.event_log
           where (transaction_id, position) > ($1::xid8, $2::bigint) and transaction_id < pg_snapshot_xmin(pg_current_snapshot())
           order by event_log.transaction_id, event_log.position limit $3`,
    values: [after.transactionId, after.position, limit],
  });
  return rows.map((row) => ({
    cursor: { transactionId: row.transaction_id, position: row.position },
    internal: row.internal,
    event: toCloudEvent(row),
  }));
};
