import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { testEvents } from './events.js';
import { Gate, serve } from './service.js';
import type { OpenBus } from './harness.js';

/** What takes the place of a broker's memory: an event is confirmed when it is handled, and rejected when nobody is left to handle it. */
export const brokerless = (open: OpenBus): void => {
  it('confirms an event when it is handled, not before', async () => {
    const { bus } = await open({ one: ['#'], two: ['#'] });
    const gate = new Gate();
    await serve(bus, { service: 'one' });
    const { handled } = await serve(bus, { service: 'two', handle: () => gate.pass() });
    let confirmed = false;
    const published = Promise.all(testEvents(1, 1).map((event) => bus.publish(event))).then(() => (confirmed = true));
    await gate.arrivals.count(1);
    strictEqual(confirmed, false);
    gate.open();
    await published;
    strictEqual(handled.all.length, 1);
  });

  it('rejects what is left when the last consumer is drained: what waits, and what waits for its next try', async () => {
    const { bus } = await open({ one: ['#'] });
    const gate = new Gate();
    const { consumer, failures } = await serve(bus, {
      batchSize: 1,
      policy: { immediateTries: 1, delays: [60_000], jitter: 0 },
      handle: async ({ subject }) => {
        if (subject === 'subject-0') throw new Error('not now');
        await gate.pass();
      },
    });
    const published = Promise.allSettled(testEvents(3, 3).map((event) => bus.publish(event)));
    await failures.count(1);
    await gate.arrivals.count(1);
    const drained = consumer.drain();
    gate.open();
    await drained;
    deepStrictEqual(
      (await published).map(({ status }) => status),
      ['rejected', 'fulfilled', 'rejected'],
    );
  });

  it('rejects what is published when its consumer is gone', async () => {
    const { bus } = await open({ one: ['#'] });
    const { consumer } = await serve(bus);
    await consumer.drain();
    const [result] = await Promise.allSettled(testEvents(1, 1).map((event) => bus.publish(event)));
    strictEqual(result?.status, 'rejected');
  });
};
