import { expect } from 'chai';
import { setTimeout as sleep } from 'node:timers/promises';
import { announce, drainInOrder } from '../../src/service/drain.js';
import { levels, recordedLog, serve } from '../support/serve.js';

describe('Draining', () => {
  it('ends one part after the other', async () => {
    const { log } = recordedLog();
    const seen: string[] = [];
    const step = (name: string) => async () => {
      seen.push(`${name} begins`);
      await sleep(1);
      seen.push(`${name} ends`);
    };
    await drainInOrder(
      [
        ['requests', step('requests')],
        ['nothing', () => undefined],
        ['bus', step('bus')],
      ],
      1_000,
      log,
    );
    expect(seen).to.deep.equal(['requests begins', 'requests ends', 'bus begins', 'bus ends']);
  });

  it('announces its end while it still answers', async () => {
    const { server, call } = await serve((router) => router.get('/', (ctx) => (ctx.body = 'here')));
    const [, announcing] = announce(server);
    const announced = announcing();
    const answer = await call('/');
    expect([answer.headers.get('connection'), await answer.text()]).to.deep.equal(['close', 'here']);
    await announced;
  });

  it('goes on after a part that fails, and says so', async () => {
    const { log, lines } = recordedLog();
    let ended = false;
    const end = () => Promise.resolve(void (ended = true));
    await drainInOrder(
      [
        ['consumer', () => Promise.reject(new Error('broken'))],
        ['database', end],
      ],
      1_000,
      log,
    );
    expect(ended).to.equal(true);
    expect(lines.find(({ level }) => level === levels.error)).to.have.property('msg', 'the consumer did not end well');
  });

  it('begins every part and is over in time, however long one takes', async () => {
    const { log, lines } = recordedLog();
    let begun = false;
    const never = () => new Promise<void>(() => undefined);
    const last = () => Promise.resolve(void (begun = true));
    await drainInOrder(
      [
        ['consumer', never],
        ['relay', never],
        ['database', last],
      ],
      10,
      log,
    );
    expect(begun).to.equal(true);
    expect(lines.filter(({ level }) => level === levels.warn).map(({ msg }) => msg)).to.deep.equal([
      'the consumer did not end in time',
      'the relay did not end in time',
    ]);
  });
});
