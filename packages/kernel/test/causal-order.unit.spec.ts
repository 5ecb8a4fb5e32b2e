import { expect } from 'chai';
import fc from 'fast-check';
import { causalOrder, type Dated } from '../src/causal-order.js';

const sources = ['/order', '/payment', '/voucher'] as const;

/** Events of one flow, whose clocks and numbers say whatever they like: only causes are certain, and each cause is older than its effect. */
const causalSet = fc
  .array(
    fc.record({
      source: fc.constantFrom(...sources),
      second: fc.integer({ min: 0, max: 5 }),
      version: fc.integer({ min: 1, max: 4 }),
      cause: fc.option(fc.nat()),
    }),
    { maxLength: 15 },
  )
  .map((drawn) =>
    drawn.map(({ source, second, version, cause }, index): Dated => {
      const time = `2026-01-01T00:00:0${second}.000Z`;
      return { id: `e${index}`, source, time, version, causationId: cause === null || index === 0 ? null : `e${cause % index}` };
    }),
  );

const shuffled = causalSet.chain((events) =>
  fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
);

/** `o1 o2<p1 …`: the first letter names the source, the digit the version, and what follows `<` the cause; at that many seconds. */
const told = (...events: readonly (readonly [what: string, seconds: number])[]): Dated[] =>
  events.map(([what, seconds]) => {
    const [id = '', causationId = null] = what.split('<');
    const source = sources.find((name) => name[1] === id[0]) ?? '';
    return { id, source, version: Number(id.slice(1)), time: new Date(seconds * 1_000).toISOString(), causationId };
  });

const order = (events: readonly Dated[]): string =>
  causalOrder(events.toReversed())
    .map(({ id }) => id)
    .join(' ');

describe('causalOrder', () => {
  it('puts every cause before its effects, whatever the clocks say, and loses nothing', () => {
    fc.assert(
      fc.property(shuffled, ([events, permutation]) => {
        const ordered = causalOrder(permutation);
        expect(ordered).to.have.members([...events]);
        const places = new Map(ordered.map(({ id }, place) => [id, place]));
        for (const { id, causationId } of ordered)
          if (causationId !== null) expect(places.get(causationId)).to.be.lessThan(places.get(id) ?? 0);
      }),
    );
  });

  it('comes to the same order from any other', () => {
    fc.assert(
      fc.property(shuffled, ([events, permutation]) => {
        expect(causalOrder(permutation)).to.deep.equal(causalOrder(events));
      }),
    );
  });

  it('tells the whole story though the clock of one service is ahead of the others, or behind', () => {
    const story = (skew: number) =>
      order(told(['o1', 0], ['p1<o1', skew + 1], ['p2<o1', skew + 1], ['o2<p2', 2], ['o3<o2', 3], ['v1<o3', 4], ['o4<o3', 5]));
    for (const skew of [-60, 0, 60]) expect(story(skew), `${skew} s`).to.equal('o1 p1 p2 o2 o3 v1 o4');
  });

  it('follows the numbers of a source where nothing caused its events and their times disagree', () => {
    expect(order(told(['o1', 9], ['o2', 3], ['p1<o1', 10]))).to.equal('o1 o2 p1');
  });

  it('goes by time, then source and number, where nothing else tells', () => {
    expect(order(told(['v1', 2], ['p1', 1], ['o1', 2], ['p2', 1]))).to.equal('p1 p2 o1 v1');
  });

  it('takes a cause that is not there for none', () => {
    expect(order(told(['o1<elsewhere', 1], ['p1<o1', 0]))).to.equal('o1 p1');
  });

  it('comes to an end where events claim to have caused each other, or themselves', () => {
    expect(order(told(['o1<p1', 2], ['p1<o1', 1], ['v1<v1', 3]))).to.equal('v1 p1 o1');
  });
});
