import { expect } from 'chai';
import { EventEmitter, once } from 'node:events';
import { rotation } from '../src/rotation.js';

const ready = (): Promise<boolean> => Promise.resolve(true);

describe('The rotation of replicas', () => {
  it('begins with another one each time, and has all of them', () => {
    const { inTurn } = rotation(['a', 'b', 'c'], ready);
    const rounds = [inTurn(), inTurn(), inTurn()];
    expect(rounds.map(([first]) => first)).to.have.members(['a', 'b', 'c']);
    for (const round of rounds) expect(round).to.have.members(['a', 'b', 'c']);
  });

  it('puts one that rests last, until it is ready again', async () => {
    const asking = new EventEmitter();
    const answers = [false, true];
    const { inTurn, rest } = rotation(['a', 'b'], (url) => {
      asking.emit('asked', url);
      return Promise.resolve(answers.shift() ?? expect.fail('asked once more'));
    });
    rest('a');
    rest('a');
    for (const round of [1, 2]) {
      expect([inTurn(), inTurn()], `before it is asked for the ${round}. time`).to.deep.equal([
        ['b', 'a'],
        ['b', 'a'],
      ]);
      const keepAlive = setTimeout(() => undefined, 5_000);
      expect(await once(asking, 'asked')).to.deep.equal(['a']);
      clearTimeout(keepAlive);
    }
    await new Promise((resolve) => setImmediate(resolve));
    expect([inTurn(), inTurn()].map(([first]) => first)).to.have.members(['a', 'b']);
  });
});
