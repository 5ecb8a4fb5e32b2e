import { expect } from 'chai';
import { planLoad } from '../../src/load/plan.js';
import { planRun } from '../../src/plan.js';
import { createRandom } from '../../src/random.js';

const plan = (seed: number) =>
  planLoad(createRandom(seed), { orders: 2_000, clients: 4, durationMs: 60_000, latestCancelMs: 1_000 });

describe('The plan of a load', () => {
  it('follows from the seed, and does not change with the faults', () => {
    expect(plan(1)).to.deep.equal(plan(1));
    expect(plan(1)).not.to.deep.equal(plan(2));
    const options = { orders: 50, minutes: 1, seed: 4 };
    expect(planRun({ ...options, kinds: [] }).orders).to.deep.equal(planRun(options).orders);
  });

  it('spreads the orders evenly over time and clients', () => {
    const orders = plan(1);
    for (const [index, { at }] of orders.entries()) expect(at).to.be.within(index * 30, (index + 1) * 30);
    expect(new Set(orders.map(({ client }) => client))).to.deep.equal(new Set([0, 1, 2, 3]));
  });

  it('mixes what can become of an order', () => {
    const orders = plan(1);
    const share = (those: (order: (typeof orders)[number]) => boolean) => orders.filter(those).length / orders.length;
    expect(share(({ description }) => description === 'test')).to.be.closeTo(0.75, 0.05);
    expect(share(({ description }) => description === 'xxx')).to.be.closeTo(0.15, 0.05);
    expect(share(({ cancelAfter }) => cancelAfter !== undefined)).to.be.closeTo(0.15, 0.05);
    expect(share(({ price }) => price.items !== undefined)).to.be.closeTo(0.2, 0.05);
    expect(share(({ price }) => price.currency === 'JPY')).to.be.closeTo(0.2, 0.05);
    expect(share(({ price }) => Number(price.amount) > 100)).to.be.closeTo(0.36, 0.05);
    expect(share(({ price }) => Number(price.amount) === 100)).to.be.greaterThan(0.05);
    for (const { price } of orders) expect(price.amount ?? '1.00').to.match(price.currency === 'EUR' ? /^\d+\.\d\d$/ : /^\d+/);
  });
});
