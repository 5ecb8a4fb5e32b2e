import { deepStrictEqual, ok, strictEqual } from 'node:assert/strict';
import { DomainError } from '@ordermill/kernel';
import type { CloudEvent } from '../../event.js';
import { publishSurely, testEvent, testEvents } from './events.js';
import { Gate, serve, testPolicy } from './service.js';
import type { OpenBus } from './harness.js';

// A broker counts whole milliseconds, and a timer of Node may fire a fraction of one early.
const clockGranularity = 1;
const generous = 2_000;

export const failure = (open: OpenBus): void => {
  it('reruns a failed batch one by one, and tries only the guilty again', async () => {
    const { bus } = await open({ one: ['#'] });
    const gate = new Gate();
    const [first, ...others] = testEvents(6, 6);
    const guilty = others[2];
    let failing = true;
    const handle = async (event: CloudEvent): Promise<void> => {
      if (event.id === first?.id) await gate.pass();
      if (event.id === guilty?.id && failing) throw new Error('not yet');
    };
    const service = await serve(bus, { handle });
    const published = publishSurely(bus, first ? [first, ...others] : []);
    await gate.arrivals.count(1);
    gate.open();
    await service.failures.count(1);
    failing = false;
    await published;
    const handled = await service.handled.count(6);
    ok(Math.max(...service.batches.all) > 1, 'they were handled together');
    strictEqual(handled.at(-1)?.id, guilty?.id, 'the neighbours did not wait for it');
    strictEqual(service.failures.all.length, 1);
    deepStrictEqual(service.failures.all[0]?.failure.tries, testPolicy.immediateTries);
  });

  it('tries at once, then after each delay with its jitter, then parks it with what went wrong', async () => {
    const { bus, parked } = await open({ one: ['#'] });
    const { tries, failures } = await serve(bus, { handle: () => Promise.reject(new Error('never')) });
    const event = testEvent('stock.moved', 'one', 1);
    await publishSurely(bus, [event]);
    const [letter] = await parked('one', 1);
    deepStrictEqual(letter && { ...letter.failure, body: JSON.parse(Buffer.from(letter.body).toString()) as unknown }, {
      reason: 'exhausted',
      error: 'Error: never',
      tries: 6,
      body: event,
    });
    deepStrictEqual(
      failures.all.map((outcome) => [outcome.type, outcome.failure.tries]),
      [
        ['retry', 2],
        ['retry', 4],
        ['park', 6],
      ],
    );
    const { immediateTries, delays, jitter } = testPolicy;
    for (const [round, tier] of delays.entries()) {
      const outcome = failures.all[round];
      const ms = outcome?.type === 'retry' ? outcome.delay.ms : NaN;
      ok(ms >= tier * (1 - jitter) && ms <= tier * (1 + jitter), `${ms} ms is within the jitter of ${tier} ms`);
      const before = tries.all[(round + 1) * immediateTries - 1]?.at ?? NaN;
      const waited = (tries.all[(round + 1) * immediateTries]?.at ?? NaN) - before;
      ok(waited >= ms - clockGranularity, `waited ${waited} ms of ${ms} ms`);
      ok(waited < ms + generous, `waited ${waited} ms instead of ${ms} ms`);
    }
  });

  it('tries again what is unavailable, and forgets it when it succeeds', async () => {
    const { bus, parked } = await open({ one: ['#'] });
    let left = 3;
    const unavailable = new DomainError('unavailable', 'gateway_unavailable', 'not now');
    const handle = () => (left-- > 0 ? Promise.reject(unavailable) : undefined);
    const { handled } = await serve(bus, { handle });
    await publishSurely(bus, [testEvent('stock.moved', 'one', 1)]);
    await handled.count(1);
    deepStrictEqual(await parked('one', 0), []);
  });

  it('parks at once what the domain rejects', async () => {
    const { bus, parked } = await open({ one: ['#'] });
    const { tries } = await serve(bus, { handle: () => Promise.reject(new DomainError('conflict', 'closed', 'it is closed')) });
    await publishSurely(bus, [testEvent('stock.moved', 'one', 1)]);
    const [letter] = await parked('one', 1);
    deepStrictEqual(letter?.failure, { reason: 'rejected', error: 'DomainError: it is closed', tries: 1 });
    strictEqual(tries.all.length, 1);
  });

  it('parks a message whatever the length of its error', async () => {
    const { bus, parked } = await open({ one: ['#'] });
    const handle = () => Promise.reject(new DomainError('conflict', 'long', 'é\0'.repeat(500_000)));
    await serve(bus, { handle });
    await publishSurely(bus, [testEvent('stock.moved', 'one', 1)]);
    const [letter] = await parked('one', 1);
    ok(letter?.failure.error.startsWith('DomainError: é'));
  });
};
