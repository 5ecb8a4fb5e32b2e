import { type ComponentType, lazy } from 'react';

export interface OpsPlace {
  /** Below `/ops/`; nothing for where they begin. */
  readonly path: string;
  readonly text: string;
  readonly Page: ComponentType;
}

const OverviewPage = lazy(async () => ({ default: (await import('./overview/overview-page.js')).OverviewPage }));
const LettersPage = lazy(async () => ({ default: (await import('./letters/letters-page.js')).LettersPage }));
const ActivityPage = lazy(async () => ({ default: (await import('./activity/activity-page.js')).ActivityPage }));
const JourneyPage = lazy(async () => ({ default: (await import('./journey/journey-page.js')).JourneyPage }));
const QueuesPage = lazy(async () => ({ default: (await import('./queues/queues-page.js')).QueuesPage }));
const TimersPage = lazy(async () => ({ default: (await import('./timers/timers-page.js')).TimersPage }));
const ProjectionsPage = lazy(async () => ({ default: (await import('./projections/projections-page.js')).ProjectionsPage }));

/** The pages for operators, in the order of their navigation. */
export const opsPlaces: readonly OpsPlace[] = [
  { path: '', text: 'Overview', Page: OverviewPage },
  { path: 'activity', text: 'Activity', Page: ActivityPage },
  { path: 'journeys', text: 'Journeys', Page: JourneyPage },
  { path: 'dead-letters', text: 'Dead letters', Page: LettersPage },
  { path: 'queues', text: 'Queues', Page: QueuesPage },
  { path: 'timers', text: 'Timers', Page: TimersPage },
  { path: 'projections', text: 'Projections', Page: ProjectionsPage },
];
