import type { ActivityBucketResponse, ActivityResponse } from '@ordermill/contracts';
import { expect } from 'chai';
import { measures } from '../../src/pages/ops/activity/measures.js';
import { isEmpty, latestOf, momentsOf } from '../../src/pages/ops/activity/series.js';
import { milliseconds, quantity, seconds } from '../../src/pages/ops/activity/units.js';

const quiet = { events: 0, handled: 0, retried: 0, p50Ms: null, p95Ms: null, pending: null, lagSeconds: null, waiting: null };
const bucket = (minute: number, known: Partial<ActivityBucketResponse> = {}): ActivityBucketResponse => ({
  ...quiet,
  at: `2026-11-21T10:0${minute}:00.000Z`,
  ...known,
});
const activity = (service: string, buckets: readonly ActivityBucketResponse[]): ActivityResponse => ({
  service,
  stepSeconds: 30,
  now: { pending: 3, lagSeconds: 2.5, waiting: null },
  buckets: [...buckets],
});
const measureOf = (title: string) => {
  const measure = measures.find((each) => each.title === title);
  if (!measure) throw new RangeError(title);
  return measure;
};

describe('The charts of what the services do', () => {
  it('show a rate per minute of every service, without what is not over yet', () => {
    const order = activity('order', [bucket(0, { events: 5 }), bucket(1, { events: 1 }), bucket(2, { events: 1 })]);
    const payment = activity('payment', [bucket(1, { events: 2 }), bucket(2)]);
    expect(momentsOf(measureOf('Events published'), [order, payment])).to.deep.equal([
      { at: bucket(0).at, values: { order: 10 } },
      { at: bucket(1).at, values: { order: 2, payment: 4 } },
    ]);
  });

  it('say what is known last, or what is now', () => {
    const order = activity('order', [bucket(0, { p50Ms: 12 }), bucket(1), bucket(2, { p50Ms: 99 })]);
    expect(latestOf(measureOf('Latency, median'), order)).to.equal(12);
    expect(latestOf(measureOf('Latency, 95th percentile'), order)).to.equal(null);
    expect(latestOf(measureOf('Relay lag'), order)).to.equal(2.5);
    expect(latestOf(measureOf('Messages waiting'), order)).to.equal(null);
  });

  it('are empty where nothing was measured, not where it was zero', () => {
    const order = activity('order', [bucket(0), bucket(1)]);
    expect(isEmpty(momentsOf(measureOf('Latency, median'), [order]))).to.equal(true);
    expect(isEmpty(momentsOf(measureOf('Messages handled'), [order]))).to.equal(false);
  });

  it('write their figures as people read them', () => {
    expect([0, 2.54, 1_204.4].map(quantity)).to.deep.equal(['0', '2.5', '1,204']);
    expect([0, 1.54, 720, 10_800].map(seconds)).to.deep.equal(['0\u00a0s', '1.5\u00a0s', '12\u00a0min', '3\u00a0h']);
    expect([4, 850, 1_240].map(milliseconds)).to.deep.equal(['4\u00a0ms', '850\u00a0ms', '1.2\u00a0s']);
  });
});
