import { expect } from 'chai';
import fc from 'fast-check';
import { ConfirmedPrefix } from '../../src/postgres/confirmed-prefix.js';

describe('ConfirmedPrefix', () => {
  it('has as its head the last entry before the first unconfirmed one, whatever the order of confirms', () => {
    const order = fc.nat({ max: 40 }).chain((length) => fc.shuffledSubarray([...Array(length).keys()], { minLength: length }));
    fc.assert(
      fc.property(order, (confirmed) => {
        const prefix = new ConfirmedPrefix(-1);
        const confirms = confirmed.map((_, index) => prefix.add(index));
        const open = new Set(confirms.keys());
        for (const index of confirmed) {
          confirms[index]?.();
          open.delete(index);
          const first = Math.min(...open, confirms.length);
          expect(prefix.head).to.equal(first - 1);
          expect(prefix.unconfirmed).to.equal(open.size);
          expect(prefix.span).to.equal(confirms.length - first);
        }
      }),
    );
  });
});
