import type { Page, ReplayListQuery } from '@ordermill/contracts';
import type { Database, PostgresUnitOfWork } from '@ordermill/eventing';
import { type ClaimedReplay, Replays } from '../application/ports.js';
import type { Replay } from '../domain/replay.js';

interface Row extends Pick<Replay, 'id' | 'service' | 'types' | 'subject' | 'status' | 'error' | 'actor'> {
  readonly from: string;
  readonly to: string;
  readonly sent: string;
  readonly total: string;
  readonly created_at: Date;
  readonly finished_at: Date | null;
}

const columns = `id, service, types, subject, from_position as "from", to_position as "to", status, sent, total, error, actor,
  created_at, finished_at`;

// A process that has gone without a word loses what it has in hand after this time.
const lease = `interval '5 seconds'`;
const pauseAfterError = `interval '1 second'`;
const mine = `id = $1 and claim = $2 and status = 'running'`;

const insertReplays = (rows: string): string => `
  insert into replays (id, service, types, subject, from_position, to_position, position, status, total, actor, created_at)
  select id, service, types, subject, "from", "to", "from" - 1, status, total, actor, "createdAt"
  from jsonb_to_recordset(${rows}) as row (id uuid, service text, types text[], subject text, "from" bigint, "to" bigint,
    status text, total bigint, actor text, "createdAt" timestamptz)`;

export class PostgresReplays extends Replays {
  private readonly database: Database;

  constructor(private readonly unitOfWork: PostgresUnitOfWork) {
    super();
    this.database = unitOfWork.database;
  }

  override add(replay: Replay): Promise<void> {
    return this.unitOfWork.run(async (unit) => void unit.writes.push({ sql: insertReplays, rows: [replay] }));
  }

  override async find(id: string): Promise<Replay | undefined> {
    const [row] = await this.database.query<Row>({ text: `select ${columns} from replays where id = $1`, values: [id] });
    return row && toReplay(row);
  }

  override async list({ limit, cursor }: ReplayListQuery): Promise<Page<Replay>> {
    const rows = await this.database.query<Row>({
      text: `select ${columns} from replays where $1::uuid is null or id < $1 order by id desc limit $2`,
      values: [cursor ?? null, limit + 1],
    });
    const data = rows.slice(0, limit).map(toReplay);
    return { data, nextCursor: rows.length > limit ? (data.at(-1)?.id ?? null) : null };
  }

  override async cancel(id: string, at: Date): Promise<Replay | undefined> {
    await this.database.query({
      text: `update replays set status = 'cancelled', finished_at = $2, error = null
             where id = $1 and status in ('waiting', 'running')`,
      values: [id, at],
    });
    return this.find(id);
  }

  override async claim(except: readonly string[]): Promise<readonly ClaimedReplay[]> {
    const rows = await this.database.query<Row & { position: string; claim: string; again: boolean }>({
      name: 'claim-replays',
      text: `with free as (
               select id as free_id, claim is not null as again from replays
               where status in ('waiting', 'running') and (claimed_until is null or claimed_until < now()) and id <> all($1)
               for update skip locked)
             update replays set status = 'running', claim = gen_random_uuid(), claimed_until = now() + ${lease}
             from free where id = free_id returning ${columns}, position, claim, again`,
      values: [except],
    });
    return rows.map((row) => ({
      replay: toReplay(row),
      claim: row.claim,
      position: Number(row.position),
      again: row.again,
    }));
  }

  override async advance({ replay, claim }: ClaimedReplay, position: number, sent: number): Promise<boolean> {
    const rows = await this.database.query({
      name: 'advance-replay',
      text: `update replays set position = $3, sent = sent + $4, error = null, claimed_until = now() + ${lease}
             where ${mine} returning id`,
      values: [replay.id, claim, position, sent],
    });
    return rows.length > 0;
  }

  override async finish({ replay, claim }: ClaimedReplay, at: Date): Promise<void> {
    await this.database.query({
      text: `update replays set status = 'done', finished_at = $3, error = null where ${mine}`,
      values: [replay.id, claim, at],
    });
  }

  override async release({ replay, claim }: ClaimedReplay, error?: string): Promise<void> {
    await this.database.query({
      text: `update replays set error = $3, claimed_until = case when $3::text is null then null else now() + ${pauseAfterError} end
             where ${mine}`,
      values: [replay.id, claim, error ?? null],
    });
  }
}

const toReplay = (row: Row): Replay => {
  const { id, service, types, subject, status, error, actor, created_at: createdAt, finished_at: finishedAt } = row;
  return {
    id,
    service,
    types,
    subject,
    from: Number(row.from),
    to: Number(row.to),
    status,
    sent: Number(row.sent),
    total: Number(row.total),
    error,
    actor,
    createdAt: createdAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
  };
};
