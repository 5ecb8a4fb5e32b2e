import type { DeadLetter, DeadLetterSummary, LetterPlace } from '../dead-letters.js';
import type { Database } from './database.js';

interface Row {
  readonly letter_id: string;
  readonly service: string;
  readonly type: string | null;
  readonly subject: string | null;
  readonly event_id: string | null;
  readonly reason: string;
  readonly error: string;
  readonly tries: number;
  readonly first_failed_at: Date;
  readonly failed_at: Date;
  readonly bytes: number;
}

/** A letter without its body, and how large that is. */
export interface StoredLetter {
  readonly letter: DeadLetterSummary;
  readonly bytes: number;
}

// A Date has milliseconds; where a page ends is compared as precisely as it was told.
const failedAt = `date_trunc('milliseconds', parked_at)`;
const columns = `letter_id, service, type, subject, event_id, reason, error, tries, first_failed_at, ${failedAt} as failed_at,
  octet_length(body) as bytes`;

const uuidOf = (id: string): string => id.slice(id.indexOf('.') + 1);

const toSummary = (row: Row): DeadLetterSummary => ({
  id: `${row.service}.${row.letter_id}`,
  service: row.service,
  type: row.type,
  subject: row.subject,
  eventId: row.event_id,
  reason: row.reason,
  error: row.error,
  tries: row.tries,
  firstFailedAt: row.first_failed_at,
  failedAt: row.failed_at,
});

/** Some letters of a service after a place: the newest first, or the oldest. */
export const readLetters = async (
  database: Database,
  service: string,
  order: 'newest' | 'oldest',
  after: LetterPlace | undefined,
  limit: number,
): Promise<StoredLetter[]> => {
  const [operator, direction] = order === 'newest' ? ['<', 'desc'] : ['>', 'asc'];
  const place = after ? [after.failedAt, uuidOf(after.id)] : [];
  const rows = await database.query<Row>({
    text: `select ${columns} from eventing.dead_letters
           where service = $1 ${after ? `and (${failedAt}, letter_id) ${operator} ($3, $4::uuid)` : ''}
           order by ${failedAt} ${direction}, letter_id ${direction} limit $2`,
    values: [service, limit, ...place],
  });
  return rows.map((row) => ({ letter: toSummary(row), bytes: row.bytes }));
};

/** Letters whole, in the order of their ids; those that are gone are left out. */
export const readWholeLetters = async (database: Database, ids: readonly string[]): Promise<DeadLetter[]> => {
  const rows = await database.query<Row & { readonly body: Buffer; readonly stack: string }>({
    text: `select ${columns}, body, stack from eventing.dead_letters where letter_id = any($1::uuid[])
           order by array_position($1::uuid[], letter_id)`,
    values: [ids.map(uuidOf)],
  });
  return rows.map((row) => ({ ...toSummary(row), body: row.body, stack: row.stack }));
};

/** Resolves with how many were still there. */
export const deleteLetters = async (database: Database, ids: readonly string[]): Promise<number> => {
  const gone = await database.query({
    text: 'delete from eventing.dead_letters where letter_id = any($1::uuid[]) returning 1',
    values: [ids.map(uuidOf)],
  });
  return gone.length;
};
