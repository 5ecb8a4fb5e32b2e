import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { confirm } from '../src/confirm.js';

const asked = (isTTY: boolean, interrupted = new AbortController().signal) => {
  const [stdin, stdout, stderr] = [Object.assign(new PassThrough(), { isTTY }), new PassThrough(), new PassThrough()];
  return { stdin, stderr, answer: confirm({ env: {}, stdin, stdout, stderr, interrupted }, 'Go on?') };
};

describe('a question', () => {
  for (const [said, means] of [
    ['y', true],
    ['YES', true],
    ['', false],
    ['n', false],
    ['yellow', false],
  ] as const)
    it(`takes "${said}" for ${means ? 'yes' : 'no'}`, async () => {
      const { stdin, stderr, answer } = asked(true);
      await once(stderr, 'readable');
      expect(String(stderr.read())).to.include('Go on? [y/N] ');
      stdin.write(`${said}\n`);
      expect(await answer).to.equal(means);
    });

  it('is not asked where nobody is', async () => {
    expect(await asked(false).answer.catch(String)).to.equal('CommandFailure: there is nobody to ask: say --yes');
  });

  it('ends when it is interrupted', async () => {
    const interrupt = new AbortController();
    const { answer } = asked(true, interrupt.signal);
    interrupt.abort();
    expect(await answer.catch(String)).to.include('AbortError');
  });
});
