import type { ProjectionResponse } from '@ordermill/contracts';
import type { Rebuild } from '../../../api/ops-projections.js';
import type { Badge } from '../../../format/words.js';
import { counted, numeral } from '../shared/numbers.js';

const badges: Readonly<Record<Rebuild['status'], Badge>> = {
  waiting: { text: 'Waiting', tone: 'waiting' },
  building: { text: 'Building', tone: 'active' },
  following: { text: 'Catching up', tone: 'active' },
  swapping: { text: 'Swapping in', tone: 'active' },
  done: { text: 'Rebuilt', tone: 'good' },
  failed: { text: 'Failed', tone: 'bad' },
  cancelling: { text: 'Cancelling', tone: 'waiting' },
  cancelled: { text: 'Cancelled', tone: 'neutral' },
};

export const rebuildBadge = ({ rebuild }: ProjectionResponse): Badge =>
  rebuild ? badges[rebuild.status] : { text: 'Never rebuilt', tone: 'neutral' };

/** Whole percents, and never all of it before it is. */
export const percentOf = ({ status, eventsRead, eventsTotal }: Rebuild): number => {
  if (status === 'done') return 100;
  return eventsTotal === 0 ? 0 : Math.min(99, Math.floor((eventsRead / eventsTotal) * 100));
};

const rate = ({ eventsPerSecond }: Rebuild): string => `${numeral(eventsPerSecond)} events/s`;

/** `1,000 of 5,000 events, 2,400 events/s`. */
export const progressText = (rebuild: Rebuild): string =>
  `${numeral(rebuild.eventsRead)} of ${counted(rebuild.eventsTotal, 'event')}, ${rate(rebuild)}`;

/** `5,000 events of 900 streams, 2,400 events/s`. */
export const resultText = (rebuild: Rebuild): string =>
  `${counted(rebuild.eventsRead, 'event')} of ${counted(rebuild.streams, 'stream')}, ${rate(rebuild)}`;
