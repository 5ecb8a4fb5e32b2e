import { expect } from 'chai';
import { createRandom } from '../src/random.js';

const take = (random: ReturnType<typeof createRandom>, count = 20) => Array.from({ length: count }, () => random.fraction());

describe('Random', () => {
  it('says the same for the same seed, and something else for another', () => {
    expect(take(createRandom(7))).to.deep.equal(take(createRandom(7)));
    expect(take(createRandom(7))).not.to.deep.equal(take(createRandom(8)));
  });

  it('gives a fork that does not depend on how much was taken before', () => {
    const used = createRandom(7);
    take(used);
    expect(take(used.fork('load'))).to.deep.equal(take(createRandom(7).fork('load')));
    expect(take(used.fork('load'))).not.to.deep.equal(take(used.fork('faults')));
  });

  it('spreads over the whole range', () => {
    const random = createRandom(1);
    const tenths = new Set(take(random, 1_000).map((fraction) => Math.floor(fraction * 10)));
    expect(tenths).to.deep.equal(new Set([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
    expect(random.shuffle([1, 2, 3, 4, 5])).to.have.members([1, 2, 3, 4, 5]);
  });
});
