import { expect } from 'chai';
import { percentileOf } from '../../src/postgres/latencies.js';

const classOf = (ms: number): number => Math.floor(Math.log(ms + 1) * 20);
const counts = (...latencies: readonly number[]) => latencies.map((ms) => ({ latency: classOf(ms), handled: 1 }));

describe('A percentile of latencies', () => {
  it('is what that part does not exceed, to 3 %', () => {
    const latencies = Array.from({ length: 100 }, (_, index) => (index + 1) * 10);
    expect(percentileOf(counts(...latencies), 0.5)).to.be.closeTo(500, 15);
    expect(percentileOf(counts(...latencies.toReversed()), 0.95)).to.be.closeTo(950, 28);
    expect(percentileOf(counts(3_600_000), 0.5)).to.be.closeTo(3_600_000, 108_000);
  });

  it('counts every message of a class, and none whose latency is not known', () => {
    const mostlySlow = [...counts(10), { latency: classOf(1_000), handled: 3 }, { latency: null, handled: 100 }];
    expect(percentileOf(mostlySlow, 0.25)).to.equal(10);
    expect(percentileOf(mostlySlow, 0.26)).to.be.closeTo(1_000, 30);
  });

  it('is none of nothing', () => {
    expect(percentileOf([], 0.5)).to.equal(null);
    expect(percentileOf([{ latency: null, handled: 3 }], 0.5)).to.equal(null);
  });
});
