import { expect } from 'chai';
import type { PlannedFault } from '../../src/faults/plan.js';
import { runStorm } from '../../src/faults/storm.js';

const planned = (server: 'broker' | 'database', lasting: number): PlannedFault => ({
  kind: 'cut',
  at: 0,
  lasting,
  service: 'order',
  server,
  replica: 0,
  delayMs: 0,
});

describe('A storm', () => {
  const { signal } = new AbortController();
  const options = (happened: string[], fail?: string) => ({
    faultOf: ({ server }: PlannedFault) => ({
      target: server,
      begin: () => {
        happened.push(`${server} begins`);
        return server === fail ? Promise.reject(new Error('it holds')) : Promise.resolve();
      },
      end: () => Promise.resolve(happened.push(`${server} ends`)),
    }),
    onEnd: () => undefined,
    restMs: 1,
    signal,
  });

  it('ends one fault of a target before the next begins, and leaves the other targets alone', async () => {
    const happened: string[] = [];
    const past = await runStorm([planned('broker', 30), planned('broker', 1), planned('database', 1)], options(happened));
    expect(happened).to.deep.equal([
      'broker begins',
      'database begins',
      'database ends',
      'broker ends',
      'broker begins',
      'broker ends',
    ]);
    expect(past.map(({ target }) => target)).to.deep.equal(['database', 'broker', 'broker']);
    for (const { beganAt, endedAt } of past) expect(endedAt).to.be.at.least(beganAt);
  });

  it('rejects when a fault cannot be done, once the others are over', async () => {
    const happened: string[] = [];
    const failure = await runStorm([planned('broker', 20), planned('database', 1)], options(happened, 'database')).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).to.be.an('error').with.property('message', 'it holds');
    expect(happened.at(-1)).to.equal('broker ends');
  });
});
