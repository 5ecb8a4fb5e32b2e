import { expect } from 'chai';
import { type OpenArchive, openArchive } from '../support/archives.js';
import { aReplay } from '../support/replays.js';

describe('The replays', () => {
  let one: OpenArchive;
  let other: OpenArchive;

  beforeEach(async () => {
    one = await openArchive();
    other = await openArchive(one.name);
  });
  afterEach(() => Promise.all([one.database.close(), other.database.close()]));

  const { id } = aReplay();
  const at = new Date('2026-11-21T11:00:00.000Z');
  /** Lets time go by. */
  const pass = (seconds: number) =>
    one.database.query({
      text: `update replays set claimed_until = claimed_until - $1 * interval '1 second'`,
      values: [seconds],
    });
  const claimed = async (by: OpenArchive, except: readonly string[] = []) => {
    const [first] = await by.replays.claim(except);
    return first ?? expect.fail('nothing to claim');
  };

  it('gives each replay to one of two replicas', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => `01a1fcaa-8b52-7417-a60b-${String(index).padStart(12, '0')}`);
    for (const next of ids) await one.replays.add(aReplay({ id: next }));
    const hands = await Promise.all([one, other, one, other].map(({ replays }) => replays.claim([])));
    expect(hands.flat().map(({ replay }) => replay.id)).to.have.members(ids);
    expect(
      hands.flat().every(({ again, position, replay }) => !again && position === -1 && replay.status === 'running'),
    ).to.equal(true);
    expect(await other.replays.claim([])).to.deep.equal([]);
  });

  it('leaves it in a hand that makes progress, and gives it to the next when there has been none for 5 s', async () => {
    await one.replays.add(aReplay());
    const mine = await claimed(one);
    await pass(4);
    expect(await one.replays.advance(mine, 250, 250)).to.equal(true);
    await pass(4);
    expect(await other.replays.claim([])).to.deep.equal([]);
    await pass(2);
    expect(await one.replays.claim([id])).to.deep.equal([]);
    const theirs = await claimed(other);
    expect(theirs).to.include({ position: 250, again: true });
    expect(await one.replays.advance(mine, 500, 250)).to.equal(false);
    await one.replays.finish(mine, at);
    await one.replays.release(mine, 'late');
    expect(await one.replays.find(id)).to.include({ status: 'running', sent: 250, error: null });
    await other.replays.finish(theirs, at);
    expect(await one.replays.find(id)).to.include({ status: 'done', finishedAt: at.toISOString() });
  });

  it('is free at once when it is let go of, after a pause when it got no further, and then says why', async () => {
    await one.replays.add(aReplay());
    await one.replays.release(await claimed(one));
    await other.replays.release(await claimed(other), 'there is no queue');
    expect(await one.replays.find(id)).to.include({ status: 'running', error: 'there is no queue' });
    expect(await one.replays.claim([])).to.deep.equal([]);
    await pass(2);
    const again = await claimed(one);
    expect(await one.replays.advance(again, 10, 10)).to.equal(true);
    expect(await one.replays.find(id)).to.include({ sent: 10, error: null });
  });

  it('is nobody’s any more once it is cancelled', async () => {
    await one.replays.add(aReplay());
    const mine = await claimed(one);
    expect(await other.replays.cancel(id, at)).to.include({ status: 'cancelled' });
    expect(await one.replays.advance(mine, 250, 250)).to.equal(false);
    await pass(9);
    expect(await other.replays.claim([])).to.deep.equal([]);
    expect(await other.replays.cancel(id, new Date())).to.include({ status: 'cancelled', finishedAt: at.toISOString(), sent: 0 });
  });
});
