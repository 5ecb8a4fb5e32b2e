import { expect } from 'chai';
import { ApiProblem, NetworkError } from '../../src/api/errors.js';
import { Intention } from '../../src/api/intention.js';

const problem = (status: number) => new ApiProblem({ type: '', title: 'No', status, detail: '', code: 'no' });

const keysOf = async (tries: readonly { readonly body: unknown; readonly error?: Error }[]): Promise<string[]> => {
  const intention = new Intention();
  const keys: string[] = [];
  for (const { body, error } of tries) {
    const send = (key: string) => {
      keys.push(key);
      return error ? Promise.reject(error) : Promise.resolve();
    };
    await intention.carryOut(body, send).catch(() => undefined);
  }
  return keys;
};

const distinct = async (...tries: Parameters<typeof keysOf>[0]): Promise<number> => new Set(await keysOf(tries)).size;

describe('An intention', () => {
  const body = { amount: '1.00' };

  it('has a UUID for its key', async () => {
    const [key] = await keysOf([{ body }]);
    expect(key).to.match(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
  });

  it('keeps its key while nobody knows whether it has happened', async () => {
    expect(
      await distinct({ body, error: new NetworkError() }, { body, error: problem(503) }, { body, error: problem(429) }, { body }),
    ).to.equal(1);
  });

  it('is another one after a definite answer', async () => {
    expect(await distinct({ body, error: problem(402) }, { body })).to.equal(2);
    expect(await distinct({ body }, { body })).to.equal(2);
  });

  it('is another one with another body', async () => {
    expect(await distinct({ body, error: new NetworkError() }, { body: { amount: '2.00' } })).to.equal(2);
  });
});
