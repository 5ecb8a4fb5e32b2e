import { expect } from 'chai';
import fc from 'fast-check';
import { keepRunning, pauseBefore } from '../../src/keep-running.js';

describe('pauseBefore', () => {
  it('is anywhere below a ceiling that doubles with each attempt, up to 5 seconds', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attempt, random) => {
        const ceiling = Math.min(5_000, 100 * 2 ** attempt);
        expect(pauseBefore(attempt, random)).to.equal(Math.floor(random * ceiling));
      }),
    );
  });
});

describe('keepRunning', () => {
  it('runs again after an end and after a failure, until it is aborted', async () => {
    const abort = new AbortController();
    const errors: unknown[] = [];
    const failure = new Error('once');
    let runs = 0;
    const run = async (): Promise<void> => {
      runs += 1;
      if (runs === 2) throw failure;
      if (runs === 3) abort.abort();
    };
    await keepRunning(run, { signal: abort.signal, onError: (error) => errors.push(error) });
    expect(runs).to.equal(3);
    expect(errors).to.deep.equal([failure]);
  });

  it('ends without a word when it is aborted while it runs', async () => {
    const abort = new AbortController();
    const errors: unknown[] = [];
    const run = (): Promise<void> => {
      abort.abort();
      return Promise.reject(new Error('aborted'));
    };
    await keepRunning(run, { signal: abort.signal, onError: (error) => errors.push(error) });
    expect(errors).to.deep.equal([]);
  });
});
