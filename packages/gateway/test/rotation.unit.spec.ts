import { expect } from 'chai';
import { rotation } from '../src/rotation.js';

describe('The rotation of replicas', () => {
  it('begins with another one each time, and has all of them', () => {
    const { inTurn } = rotation(['a', 'b', 'c']);
    const rounds = [inTurn(), inTurn(), inTurn()];
    expect(rounds.map(([first]) => first)).to.have.members(['a', 'b', 'c']);
    for (const round of rounds) expect(round).to.have.members(['a', 'b', 'c']);
  });

  it('puts one that was not reached last, for a second', () => {
    let now = 0;
    const { inTurn, rest } = rotation(['a', 'b'], () => now);
    rest('a');
    expect([inTurn(), inTurn()]).to.deep.equal([
      ['b', 'a'],
      ['b', 'a'],
    ]);
    now = 1_000;
    expect([inTurn(), inTurn()].map(([first]) => first)).to.have.members(['a', 'b']);
  });
});
