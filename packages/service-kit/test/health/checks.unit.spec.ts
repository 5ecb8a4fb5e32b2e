import { expect } from 'chai';
import { useFakeTimers } from 'sinon';
import { runChecks } from '../../src/health/checks.js';

const ok = () => Promise.resolve('ok');

describe('Readiness', () => {
  it('needs every check, and names what is amiss', async () => {
    expect(await runChecks({ database: ok, relay: ok })).to.deep.equal({ ok: true, checks: { database: 'ok', relay: 'ok' } });
    const result = await runChecks({
      database: () => Promise.reject(new Error('no')),
      relay: () => Promise.resolve('12 s behind'),
    });
    expect(result).to.deep.equal({ ok: false, checks: { database: 'unreachable', relay: '12 s behind' } });
  });

  it('does not wait for a check that hangs', async () => {
    const clock = useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const result = runChecks({ database: () => new Promise<string>(() => undefined) });
      await clock.tickAsync(2_000);
      expect(await result).to.deep.equal({ ok: false, checks: { database: 'no answer' } });
    } finally {
      clock.restore();
    }
  });
});
