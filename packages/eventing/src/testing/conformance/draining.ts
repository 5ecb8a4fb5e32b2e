import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import type { Processor } from '../../ports.js';
import { Arrivals } from '../arrivals.js';
import { publishSurely, testEvent, testEvents } from './events.js';
import { Gate, serve } from './service.js';
import type { OpenBus } from './harness.js';

// Long for a drain that does not wait, in milliseconds.
const briefly = 200;

export const draining = (open: OpenBus): void => {
  it('finishes what is in hand and leaves the rest to the next consumer: nothing lost, nothing twice', async () => {
    const { bus } = await open({ one: ['#'] });
    const events = testEvents(200, 8);
    const first = await serve(bus, { batchSize: 5, handle: () => turn() });
    const published = publishSurely(bus, events);
    await first.handled.count(40);
    await first.consumer.drain();
    strictEqual(first.consumer.attached, false);
    const before = first.handled.all.length;
    const second = await serve(bus, { batchSize: 5 });
    await second.handled.count(events.length - before);
    await published;
    strictEqual(first.handled.all.length, before, 'a drained consumer gets nothing more');
    const handled = [...first.handled.all, ...second.handled.all].map(({ id }) => id);
    deepStrictEqual(handled.sort(), events.map(({ id }) => id).sort());
    ok(before < events.length, 'it was drained under load');
  });

  it('waits for the handler in hand', async () => {
    const { bus } = await open({ one: ['#'] });
    const gate = new Gate();
    const { consumer, handled } = await serve(bus, { handle: () => gate.pass() });
    const published = publishSurely(bus, [testEvent('stock.moved', 'one', 1)]);
    await gate.arrivals.count(1);
    const drained = consumer.drain().then(() => 'drained');
    strictEqual(await Promise.race([drained, sleep(briefly, 'waiting')]), 'waiting');
    gate.open();
    await drained;
    await published;
    strictEqual(handled.all.length, 1);
  });

  it('tells the processor to stop', async () => {
    const { bus } = await open({ one: ['#'] });
    const signals = new Arrivals<AbortSignal>();
    const process: Processor = async (messages, signal) => {
      signals.add(signal);
      while (!signal.aborted) await turn();
      return messages.map(() => ({ type: 'done' }));
    };
    const consumer = await bus.subscribe({ service: 'one', patterns: ['#'], process, batchSize: 1 });
    const published = publishSurely(bus, [testEvent('stock.moved', 'one', 1)]);
    await signals.count(1);
    await consumer.drain();
    await published;
  });

  it('drains a consumer that has nothing, and one that is drained already', async () => {
    const { bus } = await open({ one: ['#'] });
    const { consumer } = await serve(bus);
    await Promise.all([consumer.drain(), consumer.drain()]);
    await consumer.drain();
    strictEqual(consumer.attached, false);
  });

  it('publishes nothing once it is closed', async () => {
    const { bus } = await open({ one: ['#'] });
    await serve(bus);
    await bus.close();
    const published = await bus.publish(testEvent('stock.moved', 'one', 1)).then(
      () => true,
      () => false,
    );
    strictEqual(published, false);
  });
};
