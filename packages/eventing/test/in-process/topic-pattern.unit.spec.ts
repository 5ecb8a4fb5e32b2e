import { expect } from 'chai';
import fc from 'fast-check';
import { matchesTopic } from '../../src/in-process/topic-pattern.js';

const regular = new Map([
  ['*', '[abc]\\.'],
  ['#', '([abc]\\.)*'],
]);

describe('matchesTopic', () => {
  for (const [pattern, type, matches] of [
    ['order.created', 'order.created', true],
    ['order.created', 'order.created.again', false],
    ['order.*', 'order.created', true],
    ['order.*', 'order', false],
    ['order.*', 'order.item.added', false],
    ['*.created', 'order.created', true],
    ['*', 'order', true],
    ['*', 'order.created', false],
    ['#', 'order.item.added', true],
    ['order.#', 'order', true],
    ['order.#', 'order.item.added', true],
    ['#.added', 'added', true],
    ['#.item.#', 'order.item.added', true],
    ['#.item.#', 'order.added', false],
    ['#.*', 'order', true],
    ['*.#.added', 'added', false],
    ['order', 'ordered', false],
    ['or*', 'order', false],
  ] as const) {
    it(`${matches ? 'takes' : 'leaves'} ${type} for ${pattern}`, () => expect(matchesTopic(pattern, type)).to.equal(matches));
  }

  it('agrees with the regular expression that a pattern stands for', () => {
    const words = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 6 });
    const patterns = fc.array(fc.constantFrom('a', 'b', '*', '#'), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(patterns, words, (pattern, type) => {
        // Every word with a dot behind it, so that none at all needs no special case.
        const expression = pattern.map((word) => regular.get(word) ?? `${word}\\.`).join('');
        expect(matchesTopic(pattern.join('.'), type.join('.'))).to.equal(
          new RegExp(`^${expression}$`).test(`${type.join('.')}.`),
        );
      }),
      { numRuns: 1_000 },
    );
  });
});
