import type { TimerResponse, TimerTotals } from '@ordermill/contracts';
import type { Badge } from '../../../format/words.js';

/** A timer that has ended its processes is due at the end of the year 9999. */
export const isParked = ({ due }: Pick<TimerResponse, 'due'>): boolean => due.startsWith('9999-');

/** A due timer fires within moments: before that, it is not late. */
const graceMs = 5_000;

export const timerBadge = (timer: TimerResponse, now: number): Badge => {
  if (isParked(timer)) return { text: 'Parked', tone: 'bad' };
  if (timer.failures > 0) return { text: 'Failing', tone: 'bad' };
  return Date.parse(timer.due) < now - graceMs ? { text: 'Overdue', tone: 'waiting' } : { text: 'Waiting', tone: 'neutral' };
};

export const totalsBadge = ({ waiting, overdue, failing }: Pick<TimerTotals, 'waiting' | 'overdue' | 'failing'>): Badge => {
  if (failing > 0) return { text: 'Failing', tone: 'bad' };
  if (overdue > 0) return { text: 'Overdue', tone: 'waiting' };
  return waiting > 0 ? { text: 'On time', tone: 'good' } : { text: 'None', tone: 'neutral' };
};
