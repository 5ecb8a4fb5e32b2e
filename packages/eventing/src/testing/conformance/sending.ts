import { deepStrictEqual, ok, rejects, strictEqual } from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';
import { groupBy } from '../../group-by.js';
import { publishSurely, testEvent, testEvents } from './events.js';
import type { OpenBus } from './harness.js';
import { Gate, serve } from './service.js';

export const sending = (open: OpenBus): void => {
  it('brings what is sent to the one service, whatever its patterns, and to nobody else', async () => {
    const { bus } = await open({ one: ['shop.*'], two: ['#'] });
    const [one, two] = await Promise.all([
      serve(bus, { service: 'one', patterns: ['shop.*'] }),
      serve(bus, { service: 'two', patterns: ['#'] }),
    ]);
    const sent = testEvent('stock.moved', 'ä/1 🛒', 7);
    await bus.send('one', sent);
    const published = testEvent('shop.opened', 'one', 1);
    await publishSurely(bus, [published]);
    deepStrictEqual(await one.handled.count(2), [sent, published]);
    deepStrictEqual(await two.handled.count(1), [published]);
  });

  it('keeps the order of each subject of what is sent', async () => {
    const { bus } = await open({ one: ['day.*'] });
    const { handled } = await serve(bus, { patterns: ['day.*'], batchSize: 16, handle: () => turn() });
    const events = testEvents(200, 5);
    await Promise.all(events.map((event) => bus.send('one', event)));
    const bySubject = groupBy(await handled.count(events.length), ({ subject }) => subject);
    for (const [subject, ofOne] of bySubject)
      deepStrictEqual(
        ofOne.map(({ id }) => id),
        events.filter((event) => event.subject === subject).map(({ id }) => id),
        subject,
      );
  });

  it('rejects what is sent to a service that has no queue', async () => {
    const { bus } = await open({ one: ['#'] });
    await serve(bus);
    await rejects(bus.send('nobody', testEvent('stock.moved', 'one', 1)));
    await rejects(bus.waiting('nobody'));
    strictEqual(await bus.waiting('one'), 0, 'a queue that is missing harms no other');
  });

  it('knows how many messages wait for a service', async () => {
    const { bus } = await open({ one: ['#'] });
    const gate = new Gate();
    const { handled } = await serve(bus, { batchSize: 1, handle: () => gate.pass() });
    const first = publishSurely(bus, [testEvent('stock.moved', 'zero', 0)]);
    await gate.arrivals.count(1);
    const events = testEvents(50, 50);
    const sent = Promise.all(events.map((event) => bus.send('one', event)));
    let waiting = 0;
    // A consumer may hold some of them in its hand.
    while (waiting < events.length - 2) waiting = await bus.waiting('one');
    ok(waiting <= events.length);
    gate.open();
    await Promise.all([first, sent]);
    await handled.count(events.length + 1);
    strictEqual(await bus.waiting('one'), 0);
  });
};
