import { inspect } from 'node:util';
import type { ConsumeMessage } from 'amqplib';
import { expect } from 'chai';
import fc from 'fast-check';
import { deadLetterHeaders, historyOf, retryHeaders } from '../../src/rabbitmq/headers.js';

const now = new Date('2030-01-02T03:04:05.678Z');
const fields = { exchange: 'ordermill.events', routingKey: 'order.created' };
const message = (headers?: object): ConsumeMessage => ({ fields, properties: { headers } }) as unknown as ConsumeMessage;
const failure = { reason: 'exhausted', error: 'Error: no', stack: 'at home', tries: 3 } as const;

describe('headers of a message', () => {
  it('start a history with the first failure', () => {
    const history = historyOf(message(), now);
    expect(history).to.deep.equal({ rounds: 0, firstFailedAt: now.toISOString(), ...fields });
    expect(retryHeaders(history, failure)).to.deep.equal({
      'x-ordermill-rounds': 1,
      'x-ordermill-error': 'Error: no',
      'x-ordermill-first-failed-at': now.toISOString(),
      'x-ordermill-exchange': 'ordermill.events',
      'x-ordermill-routing-key': 'order.created',
    });
  });

  it('carry it on from round to round', () => {
    const later = new Date(now.getTime() + 1_000);
    const again = historyOf(
      {
        ...message(retryHeaders(historyOf(message(), now), failure)),
        fields: { exchange: '', routingKey: 'ordermill.order' },
      } as never,
      later,
    );
    expect(again).to.deep.equal({ rounds: 1, firstFailedAt: now.toISOString(), ...fields });
    expect(deadLetterHeaders(again, failure, 'ordermill.order', later)).to.include({
      'x-ordermill-rounds': 2,
      'x-ordermill-reason': 'exhausted',
      'x-ordermill-stack': 'at home',
      'x-ordermill-tries': 3,
      'x-ordermill-origin': 'ordermill.order',
      'x-ordermill-first-failed-at': now.toISOString(),
      'x-ordermill-failed-at': later.toISOString(),
    });
  });

  for (const rounds of ['abc', '3', -1, 0.5, NaN, null, {}, [], true]) {
    it(`count ${inspect(rounds)} rounds as none`, () => {
      expect(historyOf(message({ 'x-ordermill-rounds': rounds }), now).rounds).to.equal(0);
    });
  }

  it('count no more than a thousand rounds', () => {
    expect(historyOf(message({ 'x-ordermill-rounds': 2 ** 52 }), now).rounds).to.equal(1_000);
  });

  it('stay small and well-formed whatever anybody wrote', () => {
    const anyHeaders = fc.dictionary(
      fc.constantFrom('rounds', 'first-failed-at', 'exchange', 'routing-key'),
      fc.oneof(fc.string({ unit: 'binary', maxLength: 1_000 }), fc.anything()),
    );
    const long = fc.string({ unit: 'grapheme', minLength: 0, maxLength: 20_000, size: 'max' });
    fc.assert(
      fc.property(anyHeaders, long, long, (written, error, stack) => {
        const headers = Object.fromEntries(Object.entries(written).map(([name, value]) => [`x-ordermill-${name}`, value]));
        const copy = deadLetterHeaders(historyOf(message(headers), now), { ...failure, error, stack }, 'ordermill.order', now);
        for (const value of Object.values(copy)) expect(typeof value).to.be.oneOf(['string', 'number']);
        expect(Buffer.byteLength(JSON.stringify(copy))).to.be.below(80_000);
        expect(Buffer.byteLength(String(copy['x-ordermill-error']))).to.be.at.most(2_048);
        expect(Buffer.byteLength(String(copy['x-ordermill-stack']))).to.be.at.most(8_192);
      }),
      { numRuns: 50 },
    );
  });
});
