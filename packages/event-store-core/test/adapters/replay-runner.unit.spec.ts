import { Arrivals } from '@ordermill/eventing/testing';
import { expect } from 'chai';
import { ReplayRunner } from '../../src/adapters/replay-runner.js';
import type { ClaimedReplay } from '../../src/application/ports.js';
import { inHand } from '../support/replays.js';

describe('The replay runner', () => {
  const gone = new Error('there is no queue');
  const runnerOf = (execute: (claimed: ClaimedReplay, signal: AbortSignal) => Promise<void>) => {
    const asked = new Arrivals<readonly string[]>();
    const released = new Arrivals<string | undefined>();
    const replays = {
      claim: (except: readonly string[]) => {
        asked.add(except);
        return Promise.resolve(asked.all.length === 1 ? [inHand()] : []);
      },
      release: (_claimed: ClaimedReplay, error?: string) => Promise.resolve(released.add(error)),
    };
    return { runner: new ReplayRunner(replays, { execute }), asked, released };
  };

  it('says what holds a replay up, and lets go of it', async () => {
    const errors: unknown[] = [];
    const { runner, asked, released } = runnerOf(() => Promise.reject(gone));
    runner.start((error) => errors.push(error));
    expect(await released.count(1)).to.deep.equal([gone.message]);
    await asked.count(2);
    await runner.drain();
    expect([errors, asked.all[1]]).to.deep.equal([[gone], []]);
  });

  it('does not take what it has in hand again, and waits for it when it ends', async () => {
    const over: string[] = [];
    const { runner, asked } = runnerOf(
      (_claimed, signal) =>
        new Promise((resolve) => {
          signal.addEventListener('abort', () => setImmediate(() => resolve(void over.push('replay'))));
        }),
    );
    runner.start(() => undefined);
    await asked.count(2);
    await runner.drain();
    expect([asked.all[1], over]).to.deep.equal([[inHand().replay.id], ['replay']]);
  });
});
