import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect } from 'chai';
import { inHand, replayingThousand } from '../support/replays.js';

describe('RunReplay', () => {
  const { signal } = new AbortController();
  const finished = ['finished 2026-11-21T10:00:05.000Z'];
  const numbers = (from: number, to: number): readonly number[] =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index);

  it('goes on where it was left, sends the rest in order, and finishes', async () => {
    const { run, sent, notes, ends } = replayingThousand();
    await run.execute(inHand({ position: 300 }), signal);
    expect(sent.all.map(({ position }) => position)).to.deep.equal(numbers(301, 1_000));
    expect(sent.all.every(({ service, again }) => service === 'voucher' && !again)).to.equal(true);
    expect(notes.map(({ position }) => position)).to.deep.equal(notes.map(({ position }) => position).toSorted((a, b) => a - b));
    expect(notes.reduce((sum, note) => sum + note.sent, 0)).to.equal(700);
    expect([notes.at(-1)?.position, ends]).to.deep.equal([1_000, finished]);
  });

  it('notes nothing beyond what is not safe yet, and goes on ahead of it, though not for ever', async () => {
    let confirm = (): void => undefined;
    const first = new Promise<void>((resolve) => (confirm = resolve));
    const { run, sent, notes, ends } = replayingThousand({ safe: (position) => (position === 1 ? first : Promise.resolve()) });
    const running = run.execute(inHand(), signal);
    await sent.count(200);
    for (let turn = 0; turn < 20; turn += 1) await nextTurn();
    expect([sent.all.length, notes]).to.deep.equal([200, []]);
    confirm();
    await running;
    expect([sent.all.length, notes.at(-1)?.position, ends]).to.deep.equal([1_000, 1_000, finished]);
  });

  it('says of what may have been sent before that it comes again', async () => {
    const { run, sent } = replayingThousand();
    await run.execute(inHand({ again: true, position: 100 }), signal);
    expect(sent.all.filter(({ again }) => again).map(({ position }) => position)).to.deep.equal(numbers(101, 300));
  });

  it('keeps the replay in hand while there is no room, and sends nothing', async () => {
    const { run, notes, ends } = replayingThousand({ rooms: [0, 0, 1_000] });
    await run.execute(inHand({ position: 950 }), signal);
    expect(notes).to.deep.equal([950, 950, 1_000].map((position) => ({ position, sent: position - 950 })));
    expect(ends).to.deep.equal(finished);
  });

  it('stops soon when it is cancelled or in another hand, and leaves it alone', async () => {
    const { run, sent, ends } = replayingThousand({ isInHand: (notes) => notes < 2 });
    await run.execute(inHand(), signal);
    expect(sent.all.length).to.be.lessThan(1_000);
    expect(ends).to.deep.equal([]);
  });

  it('does not finish what was cancelled with its last batch', async () => {
    const { run, ends } = replayingThousand({ isInHand: (notes) => notes < 2 });
    await run.execute(inHand({ position: 900 }), signal);
    expect(ends).to.deep.equal([]);
  });

  it('lets go of it on an abort, once all that it has sent is noted', async () => {
    const stopping = new AbortController();
    const safe = (position: number): Promise<void> => {
      if (position === 200) stopping.abort();
      return Promise.resolve();
    };
    const { run, sent, notes, ends } = replayingThousand({ safe });
    await run.execute(inHand(), stopping.signal);
    expect(sent.all.length).to.be.lessThan(1_000);
    expect([notes.at(-1)?.position, ends]).to.deep.equal([sent.all.at(-1)?.position, ['released']]);
  });

  it('fails where an event gets no further, and notes none from there on', async () => {
    const gone = new Error('there is no queue');
    const { run, notes, ends } = replayingThousand({
      safe: (position) => (position === 400 ? Promise.reject(gone) : Promise.resolve()),
    });
    const failure = await run.execute(inHand(), signal).catch((error: unknown) => error);
    expect(failure).to.equal(gone);
    expect([notes.at(-1)?.position, ends]).to.deep.equal([350, []]);
  });
});
