import { expect } from 'chai';
import fc from 'fast-check';
import { defaultRetryPolicy, delayAfter } from '../src/index.js';

const policies = fc.record({
  immediateTries: fc.integer({ min: 1, max: 5 }),
  delays: fc.array(fc.integer({ min: 1, max: 3_600_000 }), { maxLength: 6 }),
  jitter: fc.double({ min: 0, max: 1, noNaN: true }),
});
const randoms = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('delayAfter', () => {
  it('names the tier of the round, and stays within its jitter in whole milliseconds', () => {
    fc.assert(
      fc.property(policies, fc.integer({ min: 1, max: 6 }), randoms, (policy, rounds, random) => {
        const delay = delayAfter(policy, rounds, random);
        const tier = policy.delays[rounds - 1];
        expect(delay?.tier).to.equal(tier);
        if (!delay || tier === undefined) return;
        expect(delay.ms).to.satisfy(Number.isInteger);
        expect(delay.ms).to.be.within(Math.floor(tier * (1 - policy.jitter)), Math.ceil(tier * (1 + policy.jitter)));
      }),
    );
  });

  it('is the tier itself without jitter, and spreads over all of it with jitter', () => {
    const policy = { immediateTries: 1, delays: [1_000], jitter: 0.2 };
    expect(delayAfter({ ...policy, jitter: 0 }, 1, 0.9)?.ms).to.equal(1_000);
    expect([0, 0.5, 0.999_999].map((random) => delayAfter(policy, 1, random)?.ms)).to.deep.equal([800, 1_000, 1_200]);
  });

  it('gives up after the last delay, for good', () => {
    fc.assert(
      fc.property(policies, fc.nat(1_000), randoms, (policy, more, random) => {
        expect(delayAfter(policy, policy.delays.length + 1 + more, random)).to.equal(undefined);
      }),
    );
  });

  it('waits 1, 10 and 60 seconds by default', () => {
    expect(defaultRetryPolicy.delays).to.deep.equal([1_000, 10_000, 60_000]);
  });
});
