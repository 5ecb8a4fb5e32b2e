import { DomainError } from '@ordermill/kernel';
import { expect } from 'chai';
import type { DeadLetters, LetterSelection } from '../../src/index.js';
import { testEvent } from '../../src/testing/conformance/events.js';
import { rabbitmqBuses } from '../support/rabbitmq-buses.js';
import { untilWaiting, withChannel } from '../support/rabbitmq.js';

describe('Dead letters on RabbitMQ', function () {
  this.timeout(60_000);
  const { open, running, names } = rabbitmqBuses();

  const codeOf = (error: unknown): unknown => (error instanceof DomainError ? error.code : error);
  const everything: LetterSelection = { matches: () => true, limit: 1_000, beforehand: () => Promise.resolve() };

  /** Letters in the queue as anybody may put them there. */
  const put = (count: number, headers = (_index: number): Readonly<Record<string, unknown>> => ({})): Promise<void> =>
    withChannel(running().node.url, async (channel) => {
      for (let index = 0; index < count; index += 1) {
        const body = Buffer.from(JSON.stringify(testEvent(index % 2 ? 'day.ended' : 'stock.moved', 'one', index)));
        channel.sendToQueue(names().deadLetters, body, { persistent: true, headers: headers(index) });
      }
      await channel.waitForConfirms();
    });
  const start = async () => {
    const { bus } = open();
    await untilWaiting(running().node.url, names().deadLetters, 0);
    return bus.deadLetters;
  };
  const readyIn = (queue: string): Promise<number> =>
    withChannel(running().node.url, async (channel) => (await channel.checkQueue(queue)).messageCount);
  const idsOf = async (deadLetters: DeadLetters) => {
    const { letters } = await deadLetters.list('one', {}, { limit: 100 });
    return letters.map(({ id }) => id);
  };

  it('have an id of their own that stays the same, whoever put them there', async () => {
    const deadLetters = await start();
    await put(3, (index) => (index === 0 ? { 'x-ordermill-letter-id': '01a1fcaa-8b52-7417-a60b-52b7150fb667' } : {}));
    const ids = await idsOf(deadLetters);
    expect(new Set(ids).size).to.equal(3);
    expect(ids).to.include('one.01a1fcaa-8b52-7417-a60b-52b7150fb667');
    expect(await idsOf(deadLetters)).to.deep.equal(ids);
    for (const id of ids) expect(await deadLetters.find('one', id)).to.have.property('id', id);
  });

  it('tell why the broker gave up on them', async () => {
    const deadLetters = await start();
    await withChannel(running().node.url, async (channel) => {
      channel.sendToQueue(names().queue, Buffer.from('{}'), { persistent: true });
      await channel.waitForConfirms();
      while ((await channel.checkQueue(names().deadLetters)).messageCount === 0) {
        const message = await channel.get(names().queue);
        if (message) channel.reject(message, true);
      }
    });
    const { letters } = await deadLetters.list('one', {}, { limit: 1 });
    expect(letters[0]).to.deep.include({ reason: 'delivery_limit', type: null });
    expect(letters[0]?.failedAt.getTime()).to.be.closeTo(Date.now(), 60_000);
  });

  it('are all seen by each of those who look at once', async () => {
    const [one, two] = [await start(), await start()];
    await put(500);
    const counts = await Promise.all([one, two, one, two].map((letters) => letters.discard('one', { ...everything, limit: 0 })));
    expect(counts.map(({ matched }) => matched)).to.deep.equal([500, 500, 500, 500]);
  });

  it('are counted beyond what one consumer is given at a time', async () => {
    const deadLetters = await start();
    await put(2_500);
    expect((await deadLetters.discard('one', { ...everything, limit: 0 })).matched).to.equal(2_500);
  });

  it('go for good, those between others too', async () => {
    const deadLetters = await start();
    await put(600);
    const ended: LetterSelection = { ...everything, matches: ({ type }) => type === 'day.ended' };
    expect(await deadLetters.redrive('one', ended)).to.deep.equal({ matched: 300, done: 300 });
    expect(await deadLetters.discard('one', ended)).to.deep.equal({ matched: 0, done: 0 });
    expect(await readyIn(names().deadLetters)).to.equal(300);
    expect(await readyIn(names().queue)).to.equal(300);
  });

  it('stay when their queue is gone, and when the broker is lost on the way', async () => {
    const deadLetters = await start();
    await put(3);
    const ids = await idsOf(deadLetters);
    await withChannel(running().node.url, async (channel) => void (await channel.deleteQueue(names().queue)));
    expect(await deadLetters.redrive('one', everything).catch(codeOf)).to.equal('broker_unavailable');
    expect(await idsOf(deadLetters)).to.deep.equal(ids);
    const cut: LetterSelection = { ...everything, beforehand: async () => running().proxy.cut() };
    expect(await deadLetters.discard('one', cut).catch(codeOf)).to.equal('broker_unavailable');
    await untilWaiting(running().node.url, names().deadLetters, 3);
    expect(await idsOf(deadLetters)).to.deep.equal(ids);
  });
});
