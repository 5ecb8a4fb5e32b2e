import { DomainError } from '@ordermill/kernel';
import { expect } from 'chai';
import { persist } from '../../src/service/persist.js';
import { unlessStopping } from '../../src/service/stopping.js';
import { recordedLog } from '../support/serve.js';

const away = () => new DomainError('unavailable', 'store_unavailable', 'the database cannot be reached');
const running = new AbortController().signal;

describe('Persisting', () => {
  it('tries until it succeeds, and says what it waits for', async () => {
    const { log, lines } = recordedLog();
    let tries = 0;
    const work = () => ((tries += 1) < 2 ? Promise.reject(away()) : Promise.resolve('there'));
    expect(await persist(work, { log, stopping: running })).to.equal('there');
    expect(lines).to.have.length(1);
  });

  it('does not try again what cannot succeed', async () => {
    const { log } = recordedLog();
    const error = new Error('password authentication failed');
    const outcome = await persist(() => Promise.reject(error), { log, stopping: running }).catch((reason: unknown) => reason);
    expect(outcome).to.equal(error);
  });

  it('ends at once when asked to stop, without another word or try', async () => {
    const { log, lines } = recordedLog();
    const stop = new AbortController();
    let tries = 0;
    const work = () => {
      tries += 1;
      stop.abort();
      return Promise.reject(away());
    };
    for (let round = 0; round < 2; round += 1) {
      const outcome = await persist(work, { log, stopping: stop.signal }).catch((reason: unknown) => reason);
      expect(outcome).to.have.property('name', 'AbortError');
    }
    expect(tries).to.equal(1);
    expect(lines).to.deep.equal([]);
  });
});

describe('What waits while the process runs', () => {
  it('settles as the work does', async () => {
    expect(await unlessStopping(Promise.resolve(7), running)).to.equal(7);
  });

  it('is given up when the process is asked to stop, before or meanwhile', async () => {
    const never = new Promise<never>(() => undefined);
    const stop = new AbortController();
    const waiting = unlessStopping(never, stop.signal).catch((reason: unknown) => reason);
    stop.abort();
    expect(await waiting).to.have.property('name', 'AbortError');
    expect(await unlessStopping(never, stop.signal).catch(() => 'given up')).to.equal('given up');
  });
});
