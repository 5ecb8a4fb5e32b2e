import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import { ProgressBar } from '../src/progress-bar.js';

const drawnOn = (isTTY: boolean, work: (bar: ProgressBar) => void): string => {
  const output = Object.assign(new PassThrough(), { isTTY });
  work(new ProgressBar(output));
  return String(output.read() ?? '');
};

describe('a progress bar', () => {
  it('is one line that is drawn again, not oftener than one can see, and at the end', () => {
    const drawn = drawnOn(true, (bar) => {
      for (let done = 1; done <= 1_000; done += 1) bar.show({ label: 'a → b', done, total: 1_000 });
      bar.clear();
    });
    expect(drawn).not.to.include('\n');
    expect(drawn.split('\r').length).to.be.below(10);
    expect(drawn).to.include(`\r\u001B[K${'█'.repeat(24)} 1,000/1,000 a → b\r\u001B[K`);
  });

  it('leaves no trace where there is no terminal', () => {
    const drawn = drawnOn(false, (bar) => {
      bar.show({ label: 'a', done: 1, total: 1 });
      bar.clear();
    });
    expect(drawn).to.equal('');
  });
});
