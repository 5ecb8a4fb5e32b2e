import type { ActivityBucketResponse, ActivityResponse } from '@ordermill/contracts';
import { milliseconds, quantity, seconds } from './units.js';

/** Something that is measured of every service. */
export interface Measure {
  readonly title: string;
  /** What it is, in a sentence. */
  readonly means: string;
  /** Null where there is nothing to say of a bucket. */
  readonly of: (bucket: ActivityBucketResponse, stepSeconds: number) => number | null;
  /** As it is at this moment; the last bucket that is over counts where it is left out. */
  readonly now?: (activity: ActivityResponse) => number | null;
  readonly format: (value: number) => string;
}

const perMinute = (count: number, stepSeconds: number): number => (count * 60) / stepSeconds;

export const measures: readonly Measure[] = [
  {
    title: 'Events published',
    means: 'Events per minute that a service has stated for others.',
    of: ({ events }, step) => perMinute(events, step),
    format: quantity,
  },
  {
    title: 'Messages handled',
    means: 'Events per minute that a service has received and dealt with.',
    of: ({ handled }, step) => perMinute(handled, step),
    format: quantity,
  },
  {
    title: 'Latency, median',
    means: 'From an event to its handling: half of them were faster.',
    of: ({ p50Ms }) => p50Ms,
    format: milliseconds,
  },
  {
    title: 'Latency, 95th percentile',
    means: 'From an event to its handling: nineteen of twenty were faster.',
    of: ({ p95Ms }) => p95Ms,
    format: milliseconds,
  },
  {
    title: 'Relay lag',
    means: 'The age of the oldest event that is not yet published.',
    of: ({ lagSeconds }) => lagSeconds,
    now: ({ now }) => now.lagSeconds,
    format: seconds,
  },
  {
    title: 'Messages waiting',
    means: 'Messages in the queue of a service.',
    of: ({ waiting }) => waiting,
    now: ({ now }) => now.waiting,
    format: quantity,
  },
];
