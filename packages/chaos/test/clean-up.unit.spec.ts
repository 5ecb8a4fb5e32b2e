import { expect } from 'chai';
import { CleanUp } from '../src/clean-up.js';

describe('Clean-up', () => {
  it('does every step, last come first done, though one fails', async () => {
    const done: string[] = [];
    const cleanUp = new CleanUp();
    cleanUp.add(() => done.push('first'));
    cleanUp.add(() => Promise.reject(new Error('stuck')));
    cleanUp.add(() => done.push('last'));
    const failure = await cleanUp.run().then(
      () => undefined,
      (error: unknown) => String(error),
    );
    expect(done).to.deep.equal(['last', 'first']);
    expect(failure).to.equal('Error: stuck');
  });
});
