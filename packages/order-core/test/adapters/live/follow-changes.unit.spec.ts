import { expect } from 'chai';
import { isAfter, type LogCursor } from '@ordermill/eventing';
import { type ChangeSource, Following, type Listener } from '../../../src/adapters/live/follow-changes.js';
import type { OrderChange } from '../../../src/adapters/live/order-changes.js';

const at = (position: number): LogCursor => ({ transactionId: '1', position: String(position) });

/** A log whose readers take their time, and which tells what it gets when it is told to. */
class Log implements ChangeSource {
  readonly changes: OrderChange[] = [];
  readonly reads: (() => void)[] = [];
  head = at(0);
  private tell: (changes: readonly OrderChange[]) => void = () => undefined;
  private told = 0;

  append(userId = 'alice'): void {
    const cursor = at(this.changes.length + 1);
    const time = new Date(0);
    this.changes.push({ cursor, userId, orderId: 'o', type: 'order.created', status: 'created', version: 1, time });
  }

  /** As the tail does, after whatever was read before. */
  announce(): void {
    const fresh = this.changes.slice(this.told);
    this.told = this.changes.length;
    this.head = fresh.at(-1)?.cursor ?? this.head;
    this.tell(fresh);
  }

  listen(listener: (changes: readonly OrderChange[]) => void): Promise<() => void> {
    this.tell = listener;
    return Promise.resolve(() => (this.tell = () => undefined));
  }

  async read(userId: string, after: LogCursor, limit: number): Promise<readonly OrderChange[]> {
    const found = this.changes.filter((change) => change.userId === userId && isAfter(change.cursor, after)).slice(0, limit);
    await new Promise<void>((resolve) => this.reads.push(resolve));
    return found;
  }

  /** Lets whatever is being read be read. */
  async settle(): Promise<void> {
    do {
      for (const resolve of this.reads.splice(0)) resolve();
      await new Promise((resolve) => setImmediate(resolve));
    } while (this.reads.length > 0);
  }
}

describe('Following changes', () => {
  let log: Log;
  let gone: AbortController;
  let received: OrderChange[];
  let room: number;
  let drained: () => void;
  const listener: Listener = {
    send: (changes) => {
      received.push(...changes);
      room -= changes.length;
      return room > 0;
    },
    writable: () => (room > 0 ? Promise.resolve() : new Promise((resolve) => (drained = resolve))),
    get gone() {
      return gone.signal;
    },
  };
  const makeRoom = (changes: number): void => {
    room = changes;
    drained();
  };
  const follow = async (after: number) => {
    const following = new Following(log, 'alice', listener, at(after));
    const ended = following.run();
    await new Promise((resolve) => setImmediate(resolve));
    return { following, ended };
  };
  const positions = () => received.map(({ cursor }) => Number(cursor.position));
  const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

  beforeEach(() => {
    log = new Log();
    gone = new AbortController();
    received = [];
    room = Infinity;
    drained = () => undefined;
  });
  afterEach(() => gone.abort());

  it('tells of what was there before, and of what comes', async () => {
    for (let count = 0; count < 450; count += 1) log.append();
    await follow(0);
    await log.settle();
    log.append();
    log.announce();
    expect(positions()).to.deep.equal(upTo(451));
  });

  it('begins after the place that it is given', async () => {
    for (let count = 0; count < 5; count += 1) log.append();
    await follow(3);
    await log.settle();
    expect(positions()).to.deep.equal([4, 5]);
  });

  it('misses nothing of what comes while it still reads, and repeats nothing', async () => {
    for (let count = 0; count < 3; count += 1) log.append();
    await follow(0);
    log.append();
    log.announce();
    log.append();
    await log.settle();
    log.announce();
    expect(positions()).to.deep.equal(upTo(5));
  });

  it('tells a user of their own orders alone', async () => {
    log.append();
    log.append('bob');
    await follow(0);
    await log.settle();
    log.append('bob');
    log.append();
    log.announce();
    expect(positions()).to.deep.equal([1, 4]);
  });

  it('keeps nothing for whoever is slow, and reads it again once there is room', async () => {
    await follow(0);
    await log.settle();
    room = 2;
    for (let count = 0; count < 10; count += 1) {
      log.append();
      log.announce();
    }
    expect(positions()).to.deep.equal([1, 2]);
    makeRoom(Infinity);
    await log.settle();
    log.append();
    log.announce();
    expect(positions()).to.deep.equal(upTo(11));
  });

  it('is on at a place up to which everything was sent: the head once it is there, and no sooner', async () => {
    log.append();
    const { following } = await follow(0);
    expect(following.place).to.deep.equal(at(0));
    await log.settle();
    log.append('bob');
    log.announce();
    expect(following.place).to.deep.equal(at(2));
  });

  it('ends when the listener is gone, and says when the log cannot be read', async () => {
    const { ended } = await follow(0);
    await log.settle();
    gone.abort();
    await ended;

    gone = new AbortController();
    log.read = () => Promise.reject(new Error('away'));
    const failed = await new Following(log, 'alice', listener, at(0)).run().catch((error: unknown) => error);
    expect(failed).to.have.property('message', 'away');
  });
});
