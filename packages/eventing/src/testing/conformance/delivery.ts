import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { groupBy } from '../../group-by.js';
import type { Outcome, Processor } from '../../ports.js';
import { Arrivals } from '../arrivals.js';
import { publishSurely, testEvent, testEvents } from './events.js';
import { Gate, serve } from './service.js';
import type { OpenBus } from './harness.js';

export const delivery = (open: OpenBus): void => {
  const answersFirst: Readonly<Record<string, () => Promise<readonly Outcome[]>>> = {
    'a message that is released': () => Promise.resolve([{ type: 'release' }]),
    'a message without an outcome': () => Promise.resolve([]),
    'a message whose processor rejects': () => Promise.reject(new Error('against its contract')),
  };
  for (const [what, first] of Object.entries(answersFirst)) {
    it(`delivers ${what} again`, async () => {
      const { bus } = await open({ one: ['#'] });
      const deliveries = new Arrivals<number>();
      const process: Processor = (messages) => {
        for (const { rounds } of messages) deliveries.add(rounds);
        return deliveries.all.length === 1 ? first() : Promise.resolve(messages.map(() => ({ type: 'done' })));
      };
      await bus.subscribe({ service: 'one', patterns: ['#'], process, batchSize: 1 });
      await publishSurely(bus, [testEvent('stock.moved', 'one', 1)]);
      deepStrictEqual(await deliveries.count(2), [0, 0]);
    });
  }

  it('keeps the order of each subject, batch after batch', async () => {
    const { bus } = await open({ one: ['#'] });
    const service = await serve(bus, { batchSize: 16, handle: () => turn() });
    const events = testEvents(500, 20);
    await publishSurely(bus, events);
    const handled = await service.handled.count(events.length);
    const bySubject = groupBy(handled, ({ subject }) => subject);
    strictEqual(bySubject.size, 20);
    for (const [subject, ofOne] of bySubject) {
      deepStrictEqual(
        ofOne.map(({ id }) => id),
        events.filter((event) => event.subject === subject).map(({ id }) => id),
        subject,
      );
    }
    ok(Math.max(...service.batches.all) > 1, 'what waits is handled together');
  });

  it('has one batch in hand at a time, however many messages wait', async () => {
    const { bus } = await open({ one: ['#'] });
    const gate = new Gate();
    const service = await serve(bus, { batchSize: 10, handle: () => gate.pass() });
    const events = testEvents(300, 300);
    const published = publishSurely(bus, events);
    await service.tries.count(1);
    for (let turns = 0; turns < 50; turns += 1) await turn();
    strictEqual(service.batches.all.length, 1, 'a stalled consumer gets nothing more');
    gate.open();
    await published;
    await service.handled.count(events.length);
    strictEqual(service.concurrency(), 1);
    ok(Math.max(...service.batches.all) <= 10, 'no batch is larger than asked for');
    ok(service.batches.all.length < events.length, 'what waits is handled together');
  });
};
