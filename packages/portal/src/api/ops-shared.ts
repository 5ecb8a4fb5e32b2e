import type { Page } from '@ordermill/contracts';

/** What the services said; those that gave no answer are named. */
export interface Heard {
  readonly unavailable: readonly string[];
}

export type HeardPage<Item> = Page<Item> & Heard;
export type HeardList<Item> = Pick<Page<Item>, 'data'> & Heard;

export const opsKey = ['ops'] as const;

export const opsPath = '/api/ops';

export const everyFewSeconds = 3_000;
