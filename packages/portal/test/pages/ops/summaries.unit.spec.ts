import type { ProjectionResponse } from '@ordermill/contracts';
import { expect } from 'chai';
import { ofLetters, ofProjections, ofQueues, ofRelays, ofTimers } from '../../../src/pages/ops/overview/summaries.js';

const queue = { service: 'order', queue: 'order', role: 'events', ready: 4, consumers: 2 } as const;
const letters = { ...queue, queue: 'order.dlq', role: 'dead letters', ready: 1_200, consumers: 0 } as const;

const projection = (status: 'building' | 'failed' | 'done'): ProjectionResponse => ({
  service: 'order',
  name: 'order',
  category: 'order',
  view: 'orders',
  rebuild: {
    id: '01a1fcab-9c3d-7b20-8e15-4f6a7b8c9d0e',
    status,
    requestedBy: 'admin',
    requestedAt: '2026-11-21T10:00:00.000Z',
    startedAt: null,
    finishedAt: null,
    eventsRead: 1_999,
    eventsTotal: 2_000,
    streams: 10,
    eventsPerSecond: 4_000,
    error: null,
  },
});

describe('What operators read at a glance', () => {
  it('counts the letters that wait, and whose they are', () => {
    expect(ofLetters({ data: [queue, letters] })).to.deep.include({ figure: '1,200', line: 'Given up by 1 service' });
    expect(ofLetters({ data: [queue] }).badge.tone).to.equal('good');
  });

  it('puts a queue without a consumer before all else', () => {
    const unattended = { ...queue, service: 'payment', consumers: 0, ready: 1 };
    expect(ofQueues({ data: [queue] }).badge.tone).to.equal('good');
    expect(ofQueues({ data: [queue, unattended] })).to.deep.equal({
      badge: { text: 'No consumer', tone: 'bad' },
      figure: '5',
      line: 'Waiting · 0 to try again · 2 consumers',
    });
  });

  it('takes the relay that is furthest behind', () => {
    const relay = { service: 'order', leading: true, pending: 1, lagSeconds: 3 };
    expect(ofRelays({ data: [relay, { ...relay, pending: 8, lagSeconds: 60 }] })).to.deep.equal({
      badge: { text: 'Behind', tone: 'bad' },
      figure: '60 s',
      line: 'Longest lag · 9 events to publish',
    });
    expect(ofRelays({ data: [] }).figure).to.equal('0 s');
  });

  it('adds up timers, and tells those that fail from those that are late', () => {
    const totals = { service: 'order', waiting: 5, overdue: 1, failing: 0, nextDue: null };
    expect(ofTimers({ totals: [totals] }).badge.text).to.equal('Overdue');
    expect(ofTimers({ totals: [totals, { ...totals, failing: 2 }] })).to.deep.equal({
      badge: { text: 'Failing', tone: 'bad' },
      figure: '10',
      line: 'Timers set · 2 overdue · 2 failing',
    });
  });

  it('shows a rebuild that is under way, and then one that failed', () => {
    expect(ofProjections({ data: [projection('failed'), projection('building')] })).to.deep.include({
      figure: '99 %',
      line: 'Orders: 1,999 of 2,000 events, 4,000 events/s',
    });
    expect(ofProjections({ data: [projection('failed')] }).line).to.equal('The last rebuild of orders failed');
    expect(ofProjections({ data: [projection('done')] })).to.deep.include({ figure: '1 view', line: 'None is being rebuilt' });
  });
});
