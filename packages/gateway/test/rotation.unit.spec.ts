import { expect } from 'chai';
import { EventEmitter, once } from 'node:events';
import type { ReplicaState } from '../src/replica.js';
import { rotation } from '../src/rotation.js';

const ready = (): Promise<ReplicaState> => Promise.resolve('ready');

describe('The rotation of replicas', () => {
  it('begins with another one each time, and has all of them', () => {
    const { inTurn } = rotation(['a', 'b', 'c'], ready);
    const rounds = [inTurn(), inTurn(), inTurn()];
    expect(rounds.map(([first]) => first)).to.have.members(['a', 'b', 'c']);
    for (const round of rounds) expect(round).to.have.members(['a', 'b', 'c']);
  });

  it('puts one that rests last, until it is ready again', async () => {
    const asking = new EventEmitter();
    const answers: ReplicaState[] = ['answering', 'ready'];
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

  it('leaves one out that keeps callers waiting, until it answers, and has it last until it is ready', async () => {
    const asked: ((state: ReplicaState) => void)[] = [];
    const asking = new EventEmitter();
    const { inTurn, avoid } = rotation(['a', 'b'], () => {
      asking.emit('asked');
      return new Promise((resolve) => asked.push(resolve));
    });
    const keepAlive = setInterval(() => undefined, 5_000);
    const answer = async (state: ReplicaState): Promise<void> => {
      await once(asking, 'asked');
      asked.shift()?.(state);
      await new Promise((resolve) => setImmediate(resolve));
    };
    avoid('a');
    expect(inTurn()).to.deep.equal(['b']);
    await answer('away');
    expect(inTurn()).to.deep.equal(['b']);
    await answer('answering');
    expect([inTurn(), inTurn()]).to.deep.equal([
      ['b', 'a'],
      ['b', 'a'],
    ]);
    await answer('ready');
    expect([inTurn(), inTurn()].map(([first]) => first)).to.have.members(['a', 'b']);
    clearInterval(keepAlive);
  });
});
