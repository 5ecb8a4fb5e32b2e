import type { EventEnvelope } from '@ordermill/contracts';

// Any constant: it only has to be the same for every replica.
const archiveLock = 1_868_000_101;

/**
 * Inserts rows of `archiveRows` out of a JSON parameter. Whoever inserts holds the lock from before it draws a position until after its commit:
 * otherwise a lower position could become visible after a higher one, and a reader who goes by position would never see it.
 */
export const insertArchived = (rows: string): string => `
  with lock as materialized (select pg_advisory_xact_lock(${archiveLock}))
  insert into archive (id, source, type, subject, time, event, tries)
  select row.id, row.source, row.type, row.subject, row.time, row.event::json, row.tries
  from lock, jsonb_to_recordset(${rows})
    as row (place integer, id text, source text, type text, subject text, time timestamptz, event text, tries integer)
  order by row.place`;

/** The event itself as text, which keeps it as it was written. */
export const archiveRows = <Event extends EventEnvelope>(
  events: readonly Event[],
  triesOf: (event: Event) => number = () => 1,
): readonly object[] =>
  events.map((event, place) => {
    const { id, source, type, subject, time } = event;
    return { place, id, source, type, subject, time: storable(time), event: JSON.stringify(event), tries: triesOf(event) };
  });

// ISO 8601 has a year 0, PostgreSQL does not.
const storable = (time: string): string => (time.startsWith('0000-') ? '-infinity' : time);
