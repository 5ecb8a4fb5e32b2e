import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { publishSurely, testEvent, testEvents } from './events.js';
import type { BrokerUnderTest, OpenBus } from './harness.js';
import { Gate, serve } from './service.js';

const pollMs = 10;

export const broker = (open: OpenBus, { cut, restart }: BrokerUnderTest): void => {
  it('keeps what is published before its consumer ever started', async () => {
    const { bus } = await open({ one: ['#'] });
    const events = testEvents(10, 2);
    await publishSurely(bus, events);
    const { handled } = await serve(bus);
    deepStrictEqual(
      (await handled.count(10)).map(({ id }) => id),
      events.map(({ id }) => id),
    );
  });

  it('loses nothing when the broker crashes and comes back under load', async () => {
    const { bus } = await open({ one: ['#'], two: ['#'] });
    const services = await Promise.all([serve(bus, { service: 'one' }), serve(bus, { service: 'two' })]);
    const events = testEvents(2_000, 10);
    const published = publishSurely(bus, events);
    await services[0].handled.count(100);
    await restart();
    await published;
    for (const { handled, consumer } of services) {
      await handled.count(events.length);
      deepStrictEqual(handled.all.map(({ id }) => id).sort(), events.map(({ id }) => id).sort());
      ok(consumer.attached);
    }
  });

  it('tries again after a crash what waited for its next try', async () => {
    const { bus } = await open({ one: ['#'] });
    let failing = true;
    const { handled, failures } = await serve(bus, {
      handle: () => (failing ? Promise.reject(new Error('not yet')) : undefined),
    });
    await publishSurely(bus, testEvents(5, 5));
    await failures.count(5);
    failing = false;
    await restart();
    await handled.count(5);
  });

  it('settles nothing of a lost connection on the next one', async () => {
    const { bus, errors } = await open({ one: ['#'] });
    const gate = new Gate();
    const { consumer, handled, tries } = await serve(bus, { batchSize: 2, handle: () => gate.pass() });
    await publishSurely(bus, testEvents(6, 6));
    await tries.count(1);
    cut();
    await errors.count(1);
    do await sleep(pollMs);
    while (!consumer.attached);
    const reported = errors.all.length;
    gate.open();
    await handled.count(6);
    await publishSurely(bus, [testEvent('day.ended', 'one', 1)]);
    await handled.count(7);
    deepStrictEqual(errors.all.slice(reported), [], 'no channel broke');
    strictEqual(new Set(handled.all.map(({ id }) => id)).size, 7);
    strictEqual(handled.all.length, 7, 'what came twice was recognised');
  });

  it('delivers to every consumer again after each of many losses', async () => {
    const { bus } = await open({ one: ['#'], two: ['#'] });
    const services = await Promise.all([serve(bus, { service: 'one' }), serve(bus, { service: 'two' })]);
    for (let losses = 1; losses <= 3; losses += 1) {
      cut();
      await publishSurely(bus, [testEvent('stock.moved', 'one', losses)]);
      for (const { handled } of services) await handled.count(losses);
    }
  });

  it('drains while the connection is lost', async () => {
    const { bus } = await open({ one: ['#'] });
    const gate = new Gate();
    const { consumer, handled } = await serve(bus, { handle: () => gate.pass() });
    await publishSurely(bus, [testEvent('stock.moved', 'one', 1)]);
    await gate.arrivals.count(1);
    cut();
    const drained = consumer.drain();
    gate.open();
    await drained;
    strictEqual(handled.all.length, 1);
  });
};
