import type { Page } from '@ordermill/contracts';

/** What the services said; those that gave no answer are named. */
export interface Heard {
  readonly unavailable: readonly string[];
}

export type HeardPage<Item> = Page<Item> & Heard;

export const opsKey = ['ops'] as const;

export const everyFewSeconds = 3_000;
