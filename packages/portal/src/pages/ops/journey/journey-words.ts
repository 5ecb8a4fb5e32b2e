import type { DeliveryResponse } from '@ordermill/contracts';
import type { Badge } from '../../../format/words.js';
import { milliseconds } from '../activity/units.js';
import { counted } from '../shared/numbers.js';

/** `at the start`, `+12 ms`. */
export const afterwards = (ms: number): string => (ms <= 0 ? 'at the start' : `+${milliseconds(ms)}`);

const badges: Readonly<Record<DeliveryResponse['status'], Badge>> = {
  handled: { text: 'Handled', tone: 'good' },
  waiting: { text: 'On its way', tone: 'active' },
  dead: { text: 'Dead letter', tone: 'bad' },
  discarded: { text: 'Discarded', tone: 'neutral' },
  forgotten: { text: 'Long ago', tone: 'neutral' },
  unknown: { text: 'Not known', tone: 'waiting' },
};

/** What has become of a delivery; one that needed more than one try stands out. */
export const deliveryBadge = ({ status, tries }: DeliveryResponse): Badge =>
  status === 'handled' && tries !== null && tries > 1 ? { text: `Handled at try ${tries}`, tone: 'waiting' } : badges[status];

/** `after 12 ms`, `after 3 tries`; nothing where there is no more to say. */
export const deliveryDetail = ({ status, latencyMs, tries }: DeliveryResponse): string => {
  if (status === 'handled') return latencyMs === null ? '' : `after ${milliseconds(latencyMs)}`;
  return status === 'dead' && tries !== null ? `after ${counted(tries, 'try', 'tries')}` : '';
};
