import type { ArchivedEvent, EventEnvelope, EventListQuery, EventPage } from '@ordermill/contracts';
import type { PostgresUnitOfWork } from '@ordermill/eventing';
import { EventArchive } from '../application/ports.js';
import type { ReplayRange } from '../domain/replay.js';
import { archiveRows, insertArchived } from './archive-rows.js';

interface Row {
  /** A bigint, which comes as text. */
  readonly position: string;
  readonly event: EventEnvelope;
}

const sequenceDigits = 10;

export class PostgresEventArchive extends EventArchive {
  constructor(private readonly unitOfWork: PostgresUnitOfWork) {
    super();
  }

  override async page({ subject, type, timeFrom, timeTo, after, limit }: EventListQuery): Promise<EventPage> {
    const conditions: readonly (readonly [condition: string, value: unknown])[] = [
      ['position >', after],
      ['subject =', subject],
      ['type =', type],
      ['time >=', timeFrom],
      ['time <', timeTo],
    ];
    const given = conditions.filter(([, value]) => value !== undefined);
    const where = given.map(([condition], index) => `${condition} $${index + 1}`).join(' and ');
    const chosen = `from archive where ${where}`;
    const inOrder = `order by position limit $${given.length + 1}`;
    // By time everything is looked up first: left to itself, PostgreSQL goes through all positions until enough of them fit.
    const byTime = `with found as materialized (select position ${chosen})
      select position, event from archive where position = any (array(select position from found ${inOrder})) order by position`;
    const isByTime = timeFrom !== undefined || timeTo !== undefined;
    const values = [...given.map(([, value]) => value), limit + 1];
    const rows = await this.read(isByTime ? byTime : `select position, event ${chosen} ${inOrder}`, values);
    const data = rows.slice(0, limit);
    return { data, nextAfter: rows.length > limit ? (data.at(-1)?.position ?? null) : null };
  }

  override append(event: EventEnvelope): Promise<{ readonly event: EventEnvelope; readonly isNew: boolean }> {
    const { unitOfWork } = this;
    return unitOfWork.run(async (unit) => {
      const kept = await this.find(event);
      if (kept) return { event: kept, isNew: false };
      const stream = await unitOfWork.stream(unit, `posted-${event.subject}`);
      unitOfWork.record(unit, stream, event, { internal: false });
      const archived = { ...event, sequence: String(stream.events.length).padStart(sequenceDigits, '0') };
      unit.writes.push({ sql: insertArchived, rows: archiveRows([archived]) });
      return { event: archived, isNew: true };
    });
  }

  override async head(): Promise<number> {
    const [row] = await this.unitOfWork.database.query<{ head: string }>({
      text: 'select coalesce(max(position), 0)::text as head from archive',
    });
    return Number(row?.head);
  }

  override async count({ types, subject, from, to }: ReplayRange): Promise<number> {
    const [row] = await this.unitOfWork.database.query<{ count: string }>({
      text: `select count(*)::text as count from archive
             where position between $1 and $2 and type = any($3) and ($4::text is null or subject = $4)`,
      values: [from, to, types, subject],
    });
    return Number(row?.count);
  }

  override next({ types, subject, from, to }: ReplayRange, after: number, limit: number): Promise<readonly ArchivedEvent[]> {
    const begin = Math.max(after, from - 1);
    if (subject !== null)
      return this.read(
        `select position, event from archive
         where subject = $1 and type = any($2) and position > $3 and position <= $4 order by position limit $5`,
        [subject, types, begin, to, limit],
      );
    // The next of each type out of its index, however rare the type is.
    return this.read(
      `select position, event from archive
       where position = any (array(
         select next.position from unnest($1::text[]) as wanted (type) cross join lateral (
           select position from archive
           where archive.type = wanted.type and position > $2 and position <= $3 order by position limit $4) next
         order by next.position limit $4))
       order by position`,
      [types, begin, to, limit],
    );
  }

  private async find({ source, id }: Pick<EventEnvelope, 'source' | 'id'>): Promise<EventEnvelope | undefined> {
    const [found] = await this.unitOfWork.database.query<Row>({
      text: 'select event from archive where source = $1 and id = $2',
      values: [source, id],
    });
    return found?.event;
  }

  private async read(text: string, values: readonly unknown[]): Promise<ArchivedEvent[]> {
    const rows = await this.unitOfWork.database.query<Row>({ text, values: [...values] });
    return rows.map(({ position, event }) => ({ ...event, position: Number(position) }));
  }
}
