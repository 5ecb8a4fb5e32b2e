import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '@ordermill/kernel';
import { expect } from 'chai';
import {
  type DeadLetterFilter,
  type DeadLetters,
  encodeEvent,
  type EventBus,
  type Failure,
  type LetterSelection,
  matchesFilter,
  type Message,
  type Processor,
} from '../../src/index.js';
import { Arrivals } from '../../src/testing/index.js';
import { testEvent, type TestType } from '../../src/testing/conformance/events.js';

export interface DeadLettersUnderTest {
  readonly bus: EventBus;
  readonly deadLetters: DeadLetters;
  /** Hands a message to the service `one`. */
  readonly inject: (body: Uint8Array) => Promise<void>;
  /** Resolves when nothing is under way any more. */
  readonly settled: () => Promise<void>;
}

const failure = (reason: Failure['reason'], error: string): Failure => ({
  reason,
  error,
  stack: `${error}\n    at here`,
  tries: 3,
});

/** A service that gives up, or takes, whatever it gets. */
const startService = async (bus: EventBus) => {
  const received = new Arrivals<Message>();
  let failing: Failure | undefined;
  const process: Processor = (messages) => {
    for (const message of failing ? [] : messages) received.add(message);
    return Promise.resolve(messages.map(() => (failing ? { type: 'park', failure: failing } : { type: 'done' })));
  };
  await bus.subscribe({ service: 'one', patterns: ['#'], process, batchSize: 10 });
  return { received, fail: (as: Failure | undefined) => void (failing = as) };
};

/** Defines, with mocha, the tests that every DeadLetters must pass. */
export const deadLettersConformance = (name: string, open: () => Promise<DeadLettersUnderTest>): void => {
  describe(`${name} as dead letters`, () => {
    const start = async () => {
      const { bus, deadLetters, inject, settled } = await open();
      const { received, fail } = await startService(bus);
      const list = async (filter: DeadLetterFilter = {}, limit = 100) =>
        (await deadLetters.list('one', filter, { limit })).letters;
      /** Gives up so many events, one after the other, and resolves with their ids, the newest first. */
      const park = async (count: number, as = failure('exhausted', 'Error: not now'), type: TestType = 'stock.moved') => {
        const before = (await list()).length;
        const events = Array.from({ length: count }, (_, index) => testEvent(type, 'one', index));
        fail(as);
        for (const [index, event] of events.entries()) {
          await inject(encodeEvent(event));
          while ((await list()).length <= before + index) await sleep(5);
        }
        fail(undefined);
        return events.map(({ id }) => id).toReversed();
      };
      return { deadLetters, received, list, park, inject, fail, settled };
    };

    const select = (filter: DeadLetterFilter, limit = 100, beforehand = () => Promise.resolve()): LetterSelection => ({
      matches: (letter) => matchesFilter(letter, filter),
      limit,
      beforehand,
    });
    const idsOf = (letters: readonly { readonly eventId: string | null }[]) => letters.map(({ eventId }) => eventId);

    it('lists what is known of each, newest first and page by page, however often', async () => {
      const { deadLetters, list, park } = await start();
      const before = new Date();
      const ids = await park(5);
      const letters = await list();
      expect(idsOf(letters)).to.deep.equal(ids);
      expect(letters[0]).to.deep.include({ service: 'one', type: 'stock.moved', subject: 'one', tries: 3 });
      expect(letters[0]).to.deep.include({ reason: 'exhausted', error: 'Error: not now' });
      expect(letters[0]?.id).to.match(/^one\.[\da-f-]{36}$/);
      expect(letters[0]?.failedAt).to.be.within(before, new Date());
      expect(letters[0]?.firstFailedAt).to.be.within(before, new Date());

      const first = await deadLetters.list('one', {}, { limit: 3 });
      const second = await deadLetters.list('one', {}, { limit: 3, after: first.letters.at(-1) });
      expect([...first.letters, ...second.letters]).to.deep.equal(letters);
      expect([first.hasMore, second.hasMore]).to.deep.equal([true, false]);
    });

    it('finds by type, reason, text of the error and time', async () => {
      const { list, park } = await start();
      await park(1, failure('rejected', 'Error: the Shelf is full'));
      const between = new Date();
      await sleep(2);
      await park(2, failure('exhausted', 'Error: timeout'), 'day.ended');
      const count = async (filter: DeadLetterFilter) => (await list(filter)).length;
      expect(await count({ type: 'day.ended' })).to.equal(2);
      expect(await count({ reason: 'rejected' })).to.equal(1);
      expect(await count({ error: 'shelf IS' })).to.equal(1);
      expect(await count({ error: 'shelf', type: 'day.ended' })).to.equal(0);
      expect(await count({ failedBefore: between })).to.equal(1);
      expect(await count({ failedAfter: between })).to.equal(2);
    });

    it('shows one whole', async () => {
      const { deadLetters, list, park } = await start();
      await park(2);
      const [, summary] = await list();
      const letter = await deadLetters.find('one', summary?.id ?? '');
      expect(letter).to.deep.include(summary);
      expect(letter?.stack).to.equal('Error: not now\n    at here');
      expect(JSON.parse(Buffer.from(letter?.body ?? []).toString())).to.have.property('id', summary?.eventId);
      expect(await deadLetters.find('one', 'one.00000000-0000-0000-0000-000000000000')).to.equal(undefined);
    });

    it('gives those chosen back, longest waiting first, as if they had never failed', async () => {
      const { deadLetters, list, park, received, settled } = await start();
      const ids = await park(5);
      expect(await deadLetters.redrive('one', select({}, 3))).to.deep.equal({ matched: 5, done: 3 });
      const messages = await received.count(3);
      expect(messages).to.have.length(3);
      const bodies = messages.map(({ body }) => (JSON.parse(Buffer.from(body).toString()) as { id: string }).id);
      expect(bodies).to.deep.equal(ids.slice(2).toReversed());
      expect(messages.map(({ rounds, redelivered }) => ({ rounds, redelivered }))).to.deep.equal(
        messages.map(() => ({ rounds: 0, redelivered: false })),
      );
      await settled();
      expect(idsOf(await list())).to.deep.equal(ids.slice(0, 2));
    });

    it('gives one back with another body', async () => {
      const { deadLetters, list, park, received, settled } = await start();
      await park(1);
      const edited = encodeEvent(testEvent('day.ended', 'two', 1));
      await deadLetters.redrive('one', select({}), edited);
      const [message] = await received.count(1);
      expect(Buffer.from(message?.body ?? [])).to.deep.equal(edited);
      await settled();
      expect(await list()).to.deep.equal([]);
    });

    it('holds a letter that fails again, under another id', async () => {
      const { deadLetters, list, park, fail, settled } = await start();
      await park(1);
      const [before] = await list();
      fail(failure('rejected', 'Error: still not'));
      await deadLetters.redrive('one', select({}));
      let after = await list({ error: 'still' });
      while (after.length === 0) after = await list({ error: 'still' });
      await settled();
      expect(idsOf(await list())).to.deep.equal([before?.eventId]);
      expect(after[0]?.id).not.to.equal(before?.id);
    });

    it('throws away those chosen', async () => {
      const { deadLetters, list, park, received } = await start();
      const ids = await park(3);
      expect(await deadLetters.discard('one', select({}, 2))).to.deep.equal({ matched: 3, done: 2 });
      expect(idsOf(await list())).to.deep.equal(ids.slice(0, 1));
      expect(received.all).to.deep.equal([]);
    });

    it('only counts when the limit is 0', async () => {
      const { deadLetters, list, park } = await start();
      await park(3);
      const never = () => Promise.reject(new Error('nothing was chosen'));
      expect(await deadLetters.redrive('one', select({}, 0, never))).to.deep.equal({ matched: 3, done: 0 });
      expect(await deadLetters.discard('one', select({}, 0, never))).to.deep.equal({ matched: 3, done: 0 });
      expect(await list()).to.have.length(3);
    });

    it('keeps everything when what comes before fails', async () => {
      const { deadLetters, list, park, received } = await start();
      const ids = await park(2);
      const refuse = () => Promise.reject(new DomainError('conflict', 'no', 'not today'));
      const codeOf = ({ code }: DomainError): string => code;
      expect(await deadLetters.redrive('one', select({}, 2, refuse)).catch(codeOf)).to.equal('no');
      expect(await deadLetters.discard('one', select({}, 2, refuse)).catch(codeOf)).to.equal('no');
      expect(idsOf(await list())).to.deep.equal(ids);
      expect(received.all).to.deep.equal([]);
    });

    it('shows what is no event at all', async () => {
      const { list, inject, fail } = await start();
      fail(failure('unparseable', 'UnreadableMessage: the body is not JSON'));
      await inject(Buffer.from('{"type": 1'));
      let letters = await list();
      while (letters.length === 0) letters = await list();
      expect(letters[0]).to.deep.include({ type: null, subject: null, eventId: null, reason: 'unparseable' });
    });
  });
};
