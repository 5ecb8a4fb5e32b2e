import { type ComponentType, lazy } from 'react';

export interface OpsPlace {
  /** Below `/ops/`. */
  readonly path: string;
  readonly text: string;
  readonly Page: ComponentType;
}

const LettersPage = lazy(async () => ({ default: (await import('./letters/letters-page.js')).LettersPage }));
const QueuesPage = lazy(async () => ({ default: (await import('./queues/queues-page.js')).QueuesPage }));

/** The pages for operators, in the order of their navigation. */
export const opsPlaces: readonly OpsPlace[] = [
  { path: 'dead-letters', text: 'Dead letters', Page: LettersPage },
  { path: 'queues', text: 'Queues', Page: QueuesPage },
];
