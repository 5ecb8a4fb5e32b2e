import { expect } from 'chai';
import { allFaultKinds, type FaultKind, faultKinds, planFaults } from '../../src/faults/plan.js';
import { createRandom } from '../../src/random.js';

const plan = (seed: number, kinds: readonly FaultKind[] = allFaultKinds) =>
  planFaults(createRandom(seed), { kinds, durationMs: 180_000, spacingMs: 5_000 });

describe('The plan of faults', () => {
  it('follows from the seed', () => {
    expect(plan(7)).to.deep.equal(plan(7));
    expect(plan(7)).not.to.deep.equal(plan(8));
  });

  it('has every kind in each round, and a calm between two rounds', () => {
    const faults = plan(7);
    for (const round of [0, 1, 2]) {
      const inRound = faults.slice(round * allFaultKinds.length, (round + 1) * allFaultKinds.length);
      expect(inRound.map(({ kind }) => kind)).to.have.members(allFaultKinds);
      expect(inRound[0]?.at).to.be.within(round * 60_000, round * 60_000 + 5_000);
    }
    for (const [index, { at }] of faults.entries()) expect(at).to.be.greaterThan(faults[index - 1]?.at ?? 0);
    expect(faults.at(-1)?.at).to.be.lessThan(180_000);
  });

  it('lets none last longer than its kind may, or than two faults are apart', () => {
    for (const { kind, lasting } of plan(9))
      expect(lasting).to.be.within(faultKinds[kind][0], Math.min(faultKinds[kind][1], 10_000));
  });

  it('has the kinds that are wanted alone, or none', () => {
    expect(new Set(plan(7, ['cut']).map(({ kind }) => kind))).to.deep.equal(new Set(['cut']));
    expect(plan(7, [])).to.deep.equal([]);
  });
});
