import type { Database } from './database.js';

/** A place in the log in the order of publication: transaction id, then position, both decimal. */
export interface LogCursor {
  readonly transactionId: string;
  readonly position: string;
}

const written = /^(?<transactionId>\d{1,19})-(?<position>\d{1,18})$/;

export const formatCursor = ({ transactionId, position }: LogCursor): string => `${transactionId}-${position}`;

/** Undefined for what formatCursor has not written. */
export const parseCursor = (text: string): LogCursor | undefined => {
  const { transactionId, position } = written.exec(text)?.groups ?? {};
  return transactionId === undefined || position === undefined ? undefined : { transactionId, position };
};

/** Whether `a` is after `b`. */
export const isAfter = (a: LogCursor, b: LogCursor): boolean => {
  const [transactionA, transactionB] = [BigInt(a.transactionId), BigInt(b.transactionId)];
  return transactionA > transactionB || (transactionA === transactionB && BigInt(a.position) > BigInt(b.position));
};

/** The end of the log as far as nothing can come in between any more. Rejects with the errors of translateError. */
export const readHead = async (database: Database): Promise<LogCursor> => {
  const [head] = await database.query<{ transactionId: string; position: string }>({
    name: 'read-head',
    text: `select transaction_id::text as "transactionId", position::text from eventing.event_log log
           where transaction_id < pg_snapshot_xmin(pg_current_snapshot()) order by log.transaction_id desc, log.position desc limit 1`,
  });
  return head ?? { transactionId: '0', position: '0' };
};
