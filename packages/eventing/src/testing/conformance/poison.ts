import { deepStrictEqual } from 'node:assert/strict';
import { encodeEvent } from '../../codec.js';
import { publishSurely, testEvent } from './events.js';
import { serve } from './service.js';
import type { OpenBus } from './harness.js';

export const poison = (open: OpenBus): void => {
  const good = testEvent('stock.moved', 'one', 1);
  const bodies: Readonly<Record<string, readonly [body: Uint8Array, reason: string]>> = {
    'an empty body': [Buffer.alloc(0), 'unparseable'],
    'a body that is no UTF-8': [Buffer.from([0xff, 0xfe, 0x00, 0x22]), 'unparseable'],
    'a body of 2 MiB and a byte': [Buffer.alloc(2 * 1024 * 1024 + 1), 'too_large'],
    'a body that is no event': [Buffer.from('[]'), 'invalid'],
    'an event whose data is wrong': [encodeEvent({ ...good, data: { n: 'one' } }), 'invalid'],
    'an event from the future': [encodeEvent({ ...good, dataschema: 'https://ordermill.dev/schemas/stock.moved/v9' }), 'invalid'],
    'an unknown type': [encodeEvent({ ...good, type: 'stock.stolen' }), 'unknown_type'],
    'a type that every object has': [encodeEvent({ ...good, type: 'constructor' }), 'unknown_type'],
  };
  for (const [what, [body, reason]] of Object.entries(bodies)) {
    it(`parks ${what} at once, and leaves its neighbours alone`, async () => {
      const { bus, inject, parked } = await open({ one: ['#'] });
      const { handled } = await serve(bus);
      const [before, after] = [testEvent('stock.moved', 'two', 1), testEvent('stock.moved', 'two', 2)];
      await publishSurely(bus, [before]);
      await Promise.all([inject('one', body), publishSurely(bus, [after])]);
      const [letter] = await parked('one', 1);
      deepStrictEqual(letter && { body: Buffer.from(letter.body), reason: letter.failure.reason, tries: letter.failure.tries }, {
        body: Buffer.from(body),
        reason,
        tries: 1,
      });
      const neighbours = await handled.count(2);
      deepStrictEqual(neighbours.map(({ id }) => id).sort(), [before.id, after.id].sort());
    });
  }
};
