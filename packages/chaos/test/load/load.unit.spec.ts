import { expect } from 'chai';
import type { Answer } from '../../src/load/client.js';
import { Load } from '../../src/load/load.js';
import type { PlannedOrder } from '../../src/load/plan.js';

const planned: PlannedOrder = { number: 7, at: 0, client: 0, description: 'test', price: { currency: 'EUR', amount: '1.00' } };
const accepted: Answer = { status: 201, id: 'the order', text: '' };
const answer = (status: number): Answer => ({ status, text: 'why' });

/** Loads with one order, whose client is given these answers in turn. */
const loadWith = async (placing: readonly Answer[], cancelling: readonly Answer[] = []) => {
  const asked: unknown[] = [];
  const answers = { placing: [...placing], cancelling: [...cancelling] };
  const load = new Load([
    {
      place: (body) => {
        asked.push(body);
        return Promise.resolve(answers.placing.shift());
      },
      cancel: (id) => {
        asked.push(id);
        return Promise.resolve(answers.cancelling.shift());
      },
    },
  ]);
  const { signal } = new AbortController();
  await load.run([cancelling.length > 0 ? { ...planned, cancelAfter: 0 } : planned], signal);
  return { load, asked };
};

describe('The load', () => {
  it('asks again where nothing is known of the outcome, each time for another order', async () => {
    const { load, asked } = await loadWith([undefined, answer(503), accepted]);
    const body = { currency: 'EUR', amount: '1.00' };
    expect(asked).to.deep.equal([1, 2, 3].map((attempt) => ({ ...body, description: `test 7/${attempt}` })));
    expect(load.accepted.map(({ id, number }) => ({ id, number }))).to.deep.equal([{ id: 'the order', number: 7 }]);
    expect(load.unknown).to.equal(2);
  });

  it('takes no for an answer, and remembers it', async () => {
    const { load } = await loadWith([answer(422)]);
    expect(load.accepted).to.deep.equal([]);
    expect(load.refusals).to.deep.equal(['order 7: 422 why']);
  });

  it('knows whether a cancellation came in time', async () => {
    const inTime = await loadWith([accepted], [answer(503), answer(200)]);
    expect(inTime.load.accepted[0]).to.include({ id: 'the order', cancelled: true });
    expect(inTime.asked.slice(1)).to.deep.equal(['the order', 'the order']);
    const late = await loadWith([accepted], [answer(409)]);
    expect(late.load.accepted[0]).to.include({ id: 'the order', cancelled: false });
  });

  it('remembers an accepted order that is not there when it is cancelled', async () => {
    const { load } = await loadWith([accepted], [answer(404)]);
    expect(load.refusals).to.deep.equal(['cancelling the order: 404 why']);
  });
});
