import { v7 as uuid } from 'uuid';
import type { Database } from './database.js';

/** What somebody did with a dead letter. */
export interface Operation {
  readonly id: string;
  readonly at: Date;
  /** The user. */
  readonly actor: string;
  /** `edit` is a redrive with another body. */
  readonly action: 'redrive' | 'edit' | 'discard';
  readonly letterId: string;
  readonly eventId: string | null;
  readonly eventType: string | null;
}

export interface OperationPage {
  readonly operations: readonly Operation[];
  readonly hasMore: boolean;
}

/** SQL: the columns that make an Operation. */
export const operationColumns =
  'id, at, actor, action, letter_id as "letterId", event_id as "eventId", event_type as "eventType"';

// Whoever published the letter chose these; PostgreSQL does not take NUL, nor JSON half of a surrogate pair.
const storable = (text: string | null): string | null => text?.replaceAll(/[\p{Cc}\p{Cs}]/gu, '\uFFFD') ?? null;

/** The record of what operators have done, in the database of the service. */
export class OperationLog {
  constructor(private readonly database: Database) {}

  async record(operations: readonly Omit<Operation, 'id'>[]): Promise<void> {
    const rows = operations.map(({ eventId, eventType, ...operation }) => ({
      ...operation,
      id: uuid(),
      eventId: storable(eventId),
      eventType: storable(eventType),
    }));
    await this.database.query({
      text: `insert into eventing.operations (id, at, actor, action, letter_id, event_id, event_type)
             select id, at, actor, action, "letterId", "eventId", "eventType"
             from jsonb_to_recordset($1::jsonb) as row (id uuid, at timestamptz, actor text, action text,
               "letterId" text, "eventId" text, "eventType" text)`,
      values: [JSON.stringify(rows)],
    });
  }

  /** The newest first, older than `after` where that is given. */
  async list({
    limit,
    after,
  }: {
    readonly limit: number;
    readonly after?: Pick<Operation, 'at' | 'id'> | undefined;
  }): Promise<OperationPage> {
    const operations = await this.database.query<Operation>({
      text: `select ${operationColumns}
             from eventing.operations ${after ? 'where (at, id) < ($2, $3::uuid)' : ''} order by at desc, id desc limit $1`,
      values: [limit + 1, ...(after ? [after.at, after.id] : [])],
    });
    return { operations: operations.slice(0, limit), hasMore: operations.length > limit };
  }
}
