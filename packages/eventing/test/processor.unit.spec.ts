import { inspect } from 'node:util';
import { DomainError } from '@ordermill/kernel';
import { expect } from 'chai';
import {
  createProcessor,
  encodeEvent,
  type CloudEvent,
  type Message,
  type Outcome,
  type ProcessorOptions,
} from '../src/index.js';
import { InMemoryInbox } from '../src/testing/index.js';
import { testCatalog, testEvent } from '../src/testing/conformance/events.js';

const policy = { immediateTries: 3, delays: [1_000], jitter: 0 };
const never = new AbortController().signal;
const outage = new DomainError('unavailable', 'store_unavailable', 'the database is away');

const message = (event: CloudEvent, rounds = 0): Message => ({ body: encodeEvent(event), rounds, redelivered: false });
const suspect = (event: CloudEvent): Message => ({ ...message(event), redelivered: true });
const unreadable: Message = { body: Buffer.from('?'), rounds: 0, redelivered: false };
const typesOf = (outcomes: readonly Outcome[]): readonly string[] => outcomes.map(({ type }) => type);
const numbered = (count: number): readonly CloudEvent[] =>
  Array.from({ length: count }, (_, n) => testEvent('stock.moved', `subject-${n}`, n));

/** An inbox that remembers what it was asked for, and fails first as often as it is told to. */
class ScriptedInbox extends InMemoryInbox {
  readonly calls: number[] = [];

  constructor(private readonly failures: unknown[] = []) {
    super();
  }

  override async once(events: readonly CloudEvent[], handle: (event: CloudEvent) => Promise<unknown>): Promise<void> {
    this.calls.push(events.length);
    if (this.failures.length > 0) throw this.failures.shift();
    await super.once(events, handle);
  }
}

const build = (
  options: Partial<ProcessorOptions> = {},
  handle: (event: CloudEvent<{ n: number }>) => unknown = () => undefined,
) => {
  const inbox = new ScriptedInbox();
  const run = async (event: CloudEvent<never>): Promise<void> => {
    await handle(event);
  };
  return {
    inbox,
    process: createProcessor({ catalog: testCatalog, handlers: { 'stock.moved': run }, inbox, policy, ...options }),
  };
};

const failing =
  (...numbers: readonly number[]) =>
  (event: CloudEvent<{ n: number }>): void => {
    if (numbers.includes(event.data.n)) throw new Error(`no ${event.data.n}`);
  };

describe('a processor', () => {
  it('handles a batch in one transaction', async () => {
    const { process, inbox } = build();
    expect(
      typesOf(
        await process(
          numbered(5).map((event) => message(event)),
          never,
        ),
      ),
    ).to.deep.equal(Array(5).fill('done'));
    expect(inbox.calls).to.deep.equal([5]);
  });

  it('reruns a failed batch one by one, and answers in the order given', async () => {
    const { process, inbox } = build({}, failing(2));
    const outcomes = await process([...numbered(4).map((event) => message(event)), unreadable], never);
    expect(typesOf(outcomes)).to.deep.equal(['done', 'done', 'retry', 'done', 'park']);
    expect(inbox.calls).to.deep.equal([4, 1, 1, 1, 1, 1, 1]);
  });

  it('counts the tries of every round, and gives up after the last delay', async () => {
    const { process } = build({}, failing(0));
    const [first] = await process(
      numbered(1).map((event) => message(event)),
      never,
    );
    expect(first).to.deep.include({ type: 'retry', delay: { tier: 1_000, ms: 1_000 } });
    expect(first).to.have.nested.property('failure.tries', 3);
    const [last] = await process(
      numbered(1).map((event) => message(event, 1)),
      never,
    );
    expect(last).to.deep.include({ type: 'park' });
    expect(last).to.have.nested.property('failure.tries', 6);
    expect(last).to.have.nested.property('failure.reason', 'exhausted');
    expect(last).to.have.nested.property('failure.error', 'Error: no 0');
    expect(last).to.have.nested.property('failure.stack').that.includes('processor.unit.spec');
  });

  it('forgets the tries that failed when a later one succeeds', async () => {
    let left = 2;
    const { process } = build({}, () => {
      if (left-- > 0) throw new Error('not yet');
    });
    expect(
      typesOf(
        await process(
          numbered(1).map((event) => message(event)),
          never,
        ),
      ),
    ).to.deep.equal(['done']);
  });

  it('does not try again what the domain rejects', async () => {
    const { process, inbox } = build({}, () => {
      throw new DomainError('conflict', 'too_late', 'too late');
    });
    const [outcome] = await process(
      numbered(1).map((event) => message(event)),
      never,
    );
    expect(outcome).to.deep.include({ type: 'park' });
    expect(outcome).to.have.nested.property('failure.reason', 'rejected');
    expect(inbox.calls).to.deep.equal([1]);
  });

  it('waits for a store that is away, and counts no try', async () => {
    const inbox = new ScriptedInbox([outage, outage]);
    const seen: unknown[] = [];
    const { process } = build({ inbox, onFailure: (outcome) => seen.push(outcome) });
    const began = performance.now();
    expect(
      typesOf(
        await process(
          numbered(3).map((event) => message(event)),
          never,
        ),
      ),
    ).to.deep.equal(['done', 'done', 'done']);
    expect(inbox.calls).to.deep.equal([3, 3, 3]);
    expect(performance.now() - began).to.be.at.least(299);
    expect(seen).to.deep.equal([]);
  });

  it('releases everything when it is aborted while the store is away', async () => {
    const abort = new AbortController();
    const inbox = new ScriptedInbox([outage, outage, outage]);
    const { process } = build({ inbox });
    const outcomes = process(
      numbered(3).map((event) => message(event)),
      abort.signal,
    );
    abort.abort();
    expect(typesOf(await outcomes)).to.deep.equal(['release', 'release', 'release']);
  });

  it('finishes what it has begun when it is aborted, and releases the rest', async () => {
    const abort = new AbortController();
    const { process } = build({}, ({ data }) => {
      if (data.n === 1) {
        abort.abort();
        throw new Error('now one by one');
      }
    });
    const outcomes = await process(
      numbered(3).map((event) => message(event)),
      abort.signal,
    );
    expect(typesOf(outcomes)).to.deep.equal(['release', 'release', 'release']);
    const fresh = build({}, ({ data }) => (data.n === 0 ? abort.abort() : undefined));
    expect(
      typesOf(
        await fresh.process(
          numbered(3).map((event) => message(event)),
          new AbortController().signal,
        ),
      ),
    ).to.deep.equal(['done', 'done', 'done']);
  });

  it('slows down to one message at a time when everything fails, and is quick again after a success', async () => {
    let broken = true;
    const { process, inbox } = build({ throttleAfter: 2, policy: { ...policy, immediateTries: 1 } }, () => {
      if (broken) throw new Error('broken');
    });
    const messages = numbered(3).map((event) => message(event));
    await process(messages.slice(0, 2), never);
    const began = performance.now();
    await process(messages.slice(2), never);
    expect(performance.now() - began).to.be.at.least(99);
    broken = false;
    inbox.calls.splice(0);
    await process(messages, never);
    expect(inbox.calls).to.deep.equal([1, 1, 1]);
    await process(
      numbered(3).map((event) => message(event)),
      never,
    );
    expect(inbox.calls).to.deep.equal([1, 1, 1, 3]);
  });

  it('is not slowed down by messages that are wrong themselves', async () => {
    const { process, inbox } = build({ throttleAfter: 1 }, ({ data }) => {
      if (data.n < 5) throw new DomainError('conflict', 'wrong', 'wrong');
    });
    await process([...numbered(5).map((event) => message(event)), unreadable], never);
    inbox.calls.splice(0);
    const began = performance.now();
    await process(
      numbered(8)
        .slice(5)
        .map((event) => message(event)),
      never,
    );
    expect(inbox.calls).to.deep.equal([3]);
    expect(performance.now() - began).to.be.below(90);
  });

  it('parks a type without a handler', async () => {
    const opened = message(testEvent('shop.opened', 'one', 1));
    const [parked] = await build().process([opened], never);
    expect(parked).to.have.nested.property('failure.reason', 'unknown_type');
  });

  describe('of messages that were delivered before', () => {
    const first = suspect(testEvent('stock.moved', 'first', 1));

    it('handles each alone, in the order given', async () => {
      const { process, inbox } = build();
      const outcomes = await process(
        [message(testEvent('stock.moved', 'zeroth', 0)), first, suspect(testEvent('stock.moved', 'second', 2))],
        never,
      );
      expect(typesOf(outcomes)).to.deep.equal(['done', 'done', 'done']);
      expect(inbox.calls).to.deep.equal([1, 1, 1]);
    });

    it('parks without reading it one whose tries have ended the process often enough', async () => {
      const { process, inbox } = build();
      for (let crash = 1; crash < 5; crash += 1) await inbox.countTry(first.body);
      const [outcome] = await process([first], never);
      expect(outcome).to.deep.include({ type: 'park' }).and.to.have.nested.property('failure.reason', 'crashed');
      expect(inbox.calls).to.deep.equal([]);
    });

    it('counts a try before it begins, and no longer once it is over', async () => {
      const during: number[] = [];
      const { process, inbox } = build({}, async () => void during.push(await inbox.countTry(first.body)));
      await process([first], never);
      expect(during).to.deep.equal([2]);
      expect(await inbox.countTry(first.body)).to.equal(1);
    });

    it('does not hold an outage against them', async () => {
      const inbox = new ScriptedInbox([outage, outage]);
      const { process } = build({ inbox });
      expect(typesOf(await process([first], never))).to.deep.equal(['done']);
      expect(await inbox.countTry(first.body)).to.equal(1);
    });
  });

  it('knows no handler by the name of what every object has', async () => {
    const definition = testCatalog['stock.moved'];
    const catalog = Object.fromEntries(
      ['toString', 'constructor'].map((type) => [type, { ...definition, type }]),
    ) as typeof testCatalog;
    const events = Object.keys(catalog).map((type) => message({ ...testEvent('stock.moved', type, 1), type }));
    const outcomes = await build({ catalog }).process(events, never);
    for (const outcome of outcomes) expect(outcome).to.have.nested.property('failure.reason', 'unknown_type');
  });

  it('tells of every failure once, with its event where it could be read', async () => {
    const seen: (string | undefined)[] = [];
    const { process } = build({ onFailure: ({ type }, event) => seen.push(`${type} ${event?.subject}`) }, failing(1));
    await process([unreadable, ...numbered(2).map((event) => message(event))], never);
    expect(seen).to.deep.equal(['park undefined', 'retry subject-1']);
  });

  for (const thrown of ['a string', undefined, { code: 7 }, Object.create(null) as unknown]) {
    it(`survives a handler that throws ${inspect(thrown)}`, async () => {
      const { process } = build({}, () => {
        throw thrown;
      });
      expect(
        typesOf(
          await process(
            numbered(1).map((event) => message(event)),
            never,
          ),
        ),
      ).to.deep.equal(['retry']);
    });
  }
});
