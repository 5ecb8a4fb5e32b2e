import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { publishSurely, type TestType, testEvent, testEvents } from './events.js';
import { Gate, serve } from './service.js';
import type { OpenBus } from './harness.js';

export const routing = (open: OpenBus): void => {
  const types: readonly TestType[] = ['shop.opened', 'stock.moved', 'stock.item.counted', 'shop.closed', 'day.ended'];
  const cases: Readonly<Record<string, readonly [patterns: readonly string[], received: readonly TestType[]]>> = {
    exact: [
      ['shop.opened', 'day.ended'],
      ['shop.opened', 'day.ended'],
    ],
    star: [
      ['stock.*', 'day.ended'],
      ['stock.moved', 'day.ended'],
    ],
    hash: [
      ['stock.#', 'day.ended'],
      ['stock.moved', 'stock.item.counted', 'day.ended'],
    ],
    middle: [
      ['*.item.*', 'day.*'],
      ['stock.item.counted', 'day.ended'],
    ],
    all: [['#'], types],
    overlapping: [['shop.*', '#', 'shop.opened'], types],
  };

  it('hands each service what its patterns match, once, and nothing else', async () => {
    const services = Object.fromEntries(Object.entries(cases).map(([service, [patterns]]) => [service, patterns]));
    const { bus } = await open(services);
    const running = Object.entries(cases).map(async ([service, [patterns, received]]) => {
      const { handled } = await serve(bus, { service, patterns });
      return { service, received, handled };
    });
    const all = await Promise.all(running);
    await publishSurely(
      bus,
      types.map((type, n) => testEvent(type, 'one', n)),
    );
    for (const { service, received, handled } of all) {
      const events = await handled.until((list) => list.some(({ type }) => type === 'day.ended'));
      deepStrictEqual(
        events.map(({ type }) => type),
        received,
        service,
      );
    }
  });

  it('shares the messages of a service among its consumers', async () => {
    const { bus } = await open({ one: ['#'] });
    const gate = new Gate();
    const options = { batchSize: 1, handle: () => gate.pass() };
    const consumers = await Promise.all([serve(bus, options), serve(bus, options)]);
    const events = testEvents(20, 20);
    const published = publishSurely(bus, events);
    await Promise.all(consumers.map(({ tries }) => tries.count(1)));
    gate.open();
    await published;
    await gate.arrivals.count(events.length);
    for (const { consumer } of consumers) await consumer.drain();
    const handled = consumers.flatMap((service) => service.handled.all.map(({ id }) => id));
    deepStrictEqual(handled.sort(), events.map(({ id }) => id).sort());
  });

  it('brings what was published when it was published', async () => {
    const { bus } = await open({ one: ['#'] });
    const { handled } = await serve(bus);
    const event = { ...testEvent('stock.moved', 'ä/1 🛒', 7), causationid: 'cause', actor: 'user', traceparent: '00-1-2-03' };
    await publishSurely(bus, [event]);
    const [received] = await handled.count(1);
    deepStrictEqual(received, event);
    strictEqual(handled.all.length, 1);
  });
};
