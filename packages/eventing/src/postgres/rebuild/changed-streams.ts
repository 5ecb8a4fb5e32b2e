import type pg from 'pg';

export interface ChangedStreams {
  readonly names: readonly string[];
  /** Where there were more than the limit, the next are after the last of these. */
  readonly hasMore: boolean;
}

/** What the server has committed by now, to be compared with later. */
export const snapshotNow = async (client: pg.Client): Promise<string> => {
  const { rows } = await client.query<{ snapshot: string }>('select pg_current_snapshot()::text as snapshot');
  return rows[0]?.snapshot ?? '';
};

/** Streams of a category with events that were not committed yet when the snapshot was taken, in the order of their names. */
export const changedStreams = async (
  client: pg.Client,
  {
    category,
    since,
    after,
    limit,
  }: { readonly category: string; readonly since: string; readonly after: string; readonly limit: number },
): Promise<ChangedStreams> => {
  const { rows } = await client.query<{ stream: string }>({
    text: `select distinct stream from eventing.event_log
           where transaction_id >= pg_snapshot_xmin($1::pg_snapshot) and not pg_visible_in_snapshot(transaction_id, $1::pg_snapshot)
             and starts_with(stream, $2) and stream > $3 order by stream limit $4`,
    values: [since, `${category}-`, after, limit + 1],
  });
  const names = rows.map(({ stream }) => stream);
  return { names: names.slice(0, limit), hasMore: names.length > limit };
};
