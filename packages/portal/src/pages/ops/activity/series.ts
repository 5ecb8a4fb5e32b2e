import type { ActivityResponse } from '@ordermill/contracts';
import { services } from '../shared/words.js';
import type { Measure } from './measures.js';

/** One moment, with a value of every service by its name. */
export interface Moment {
  /** ISO 8601. */
  readonly at: string;
  readonly values: Readonly<Record<string, number | null>>;
}

/** What a measure was, the oldest first. What is not over yet is left out: it would look like a fall. */
export const momentsOf = (measure: Measure, activities: readonly ActivityResponse[]): readonly Moment[] => {
  const moments = new Map<string, Record<string, number | null>>();
  for (const { service, stepSeconds, buckets } of activities)
    for (const bucket of buckets.slice(0, -1))
      moments.set(bucket.at, { ...moments.get(bucket.at), [service]: measure.of(bucket, stepSeconds) });
  return [...moments].map(([at, values]) => ({ at, values })).toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
};

/** What it is of a service by now, or was when it was last known. */
export const latestOf = (measure: Measure, activity: ActivityResponse): number | null => {
  if (measure.now) return measure.now(activity);
  const known = activity.buckets
    .slice(0, -1)
    .map((bucket) => measure.of(bucket, activity.stepSeconds))
    .filter((value) => value !== null);
  return known.at(-1) ?? null;
};

export const isEmpty = (moments: readonly Moment[]): boolean =>
  moments.every(({ values }) => Object.values(values).every((value) => value === null));

/** A service has the same line in every chart, whichever others answer; counted from 1. */
export const lineOf = (service: string): number => services.indexOf(service) + 1;
