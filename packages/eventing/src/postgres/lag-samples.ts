import type { Database } from './database.js';
import type { RelayStatus } from './relay.js';

/** How far a service is behind at one moment. */
export interface Lag extends Pick<RelayStatus, 'pending' | 'lagSeconds'> {
  /** Messages in its queue; null where the broker does not say. */
  readonly waiting: number | null;
}

/** Seconds from one sample to the next. */
export const sampleEvery = 15;

/** Keeps a sample, the first of any replica in its turn. */
export const writeLagSample = async (database: Database, { pending, lagSeconds, waiting }: Lag): Promise<void> => {
  await database.query({
    name: 'write-lag-sample',
    text: `insert into eventing.lag_samples (at, pending, lag_seconds, waiting)
           values (to_timestamp(floor(date_part('epoch', now()) / ${sampleEvery}) * ${sampleEvery}), $1, $2, $3) on conflict do nothing`,
    values: [pending, lagSeconds, waiting],
  });
};

/** The worst of each `step` seconds since `first`, in seconds since 1970. */
export const readLagSamples = (database: Database, first: number, step: number): Promise<(Lag & { readonly at: number })[]> =>
  database.query({
    name: 'read-lag-samples',
    text: `select floor(date_part('epoch', at) / $2) * $2 as at,
                  max(pending) as pending, max(lag_seconds) as "lagSeconds", max(waiting) as waiting
           from eventing.lag_samples where at >= to_timestamp($1) group by 1`,
    values: [first, step],
  });
