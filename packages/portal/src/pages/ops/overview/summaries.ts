import type { ProjectionResponse, QueueResponse, RelayResponse } from '@ordermill/contracts';
import { isUnderWay } from '../../../api/ops-projections.js';
import type { Timers } from '../../../api/ops-status.js';
import { type Badge, sentence } from '../../../format/words.js';
import { percentOf, progressText, rebuildBadge } from '../projections/rebuild-words.js';
import { isBehind } from '../queues/relay-badge.js';
import { byService, queueBadge } from '../queues/service-queues.js';
import { counted, duration, numeral, sumOf } from '../shared/numbers.js';
import { totalsBadge } from '../timers/timer-state.js';

/** What there is to say about a topic at a glance. */
export interface Summary {
  readonly badge: Badge;
  readonly figure: string;
  readonly line: string;
}

interface ListOf<Item> {
  readonly data: readonly Item[];
}

const good = (text: string): Badge => ({ text, tone: 'good' });

export const ofLetters = ({ data }: ListOf<QueueResponse>): Summary => {
  const services = byService(data).filter(({ letters }) => letters > 0);
  const letters = sumOf(services, (own) => own.letters);
  return {
    badge: letters === 0 ? good('None') : { text: 'To decide', tone: 'waiting' },
    figure: numeral(letters),
    line: letters === 0 ? 'Everything was handled' : `Given up by ${counted(services.length, 'service')}`,
  };
};

export const ofQueues = ({ data }: ListOf<QueueResponse>): Summary => {
  const services = byService(data);
  const waiting = sumOf(services, (own) => own.waiting);
  const badges = services.map(queueBadge);
  return {
    badge: badges.find(({ tone }) => tone === 'bad') ?? good('Attended'),
    figure: numeral(waiting),
    line: `Waiting · ${numeral(sumOf(services, ({ retries }) => retries))} to try again · ${counted(
      sumOf(services, ({ consumers }) => consumers),
      'consumer',
    )}`,
  };
};

export const ofRelays = ({ data }: ListOf<RelayResponse>): Summary => {
  const behind = data.filter(isBehind).length;
  return {
    badge: behind > 0 ? { text: 'Behind', tone: 'bad' } : good('Up to date'),
    figure: duration(Math.max(0, ...data.map(({ lagSeconds }) => lagSeconds))),
    line: `Longest lag · ${counted(
      sumOf(data, ({ pending }) => pending),
      'event',
    )} to publish`,
  };
};

export const ofTimers = ({ totals }: Pick<Timers, 'totals'>): Summary => {
  const sums = {
    waiting: sumOf(totals, ({ waiting }) => waiting),
    overdue: sumOf(totals, ({ overdue }) => overdue),
    failing: sumOf(totals, ({ failing }) => failing),
  };
  return {
    badge: totalsBadge(sums),
    figure: numeral(sums.waiting),
    line: `Timers set · ${numeral(sums.overdue)} overdue · ${numeral(sums.failing)} failing`,
  };
};

export const ofProjections = ({ data }: ListOf<ProjectionResponse>): Summary => {
  const running = data.find(isUnderWay);
  if (running?.rebuild) {
    const line = `${sentence(running.view)}: ${progressText(running.rebuild)}`;
    return { badge: rebuildBadge(running), figure: `${percentOf(running.rebuild)} %`, line };
  }
  const failed = data.find(({ rebuild }) => rebuild?.status === 'failed');
  return {
    badge: failed ? { text: 'Failed', tone: 'bad' } : good('In use'),
    figure: counted(data.length, 'view'),
    line: failed ? `The last rebuild of ${failed.view} failed` : 'None is being rebuilt',
  };
};
