import { expect } from 'chai';
import fc from 'fast-check';
import { z } from 'zod';
import { type Catalog, decodeEnvelope, decodeEvent, encodeEvent, UnreadableMessage } from '../src/index.js';
import { testCatalog, testEvent } from '../src/testing/conformance/events.js';

const event = testEvent('stock.moved', 'shelf', 1);

const reasonOf = (body: unknown, catalog: Catalog = testCatalog): string => {
  try {
    decodeEvent(catalog, body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body)));
    return 'none';
  } catch (error) {
    expect(error).to.be.instanceOf(UnreadableMessage);
    return error instanceof UnreadableMessage ? error.reason : '';
  }
};

const versioned: Catalog = {
  'price.set': {
    type: 'price.set',
    source: '/test',
    version: 3,
    data: z.object({ cents: z.int(), currency: z.string() }),
    upcasters: {
      1: (data) => ({ cents: Math.round((data as { amount: number }).amount * 100) }),
      2: (data) => ({ ...(data as object), currency: 'EUR' }),
    },
    consumers: [],
  },
};
const price = (version: number | string, data: unknown) => ({
  ...event,
  type: 'price.set',
  dataschema: `https://ordermill.dev/schemas/price.set/v${version}`,
  data,
});

describe('decodeEvent', () => {
  it('refuses a subject in another form than the event is to have, so that one thing has one stream', () => {
    const subject = z.string().regex(/^[a-z]+$/);
    const catalog: Catalog = { 'stock.moved': { ...testCatalog['stock.moved'], subject } as Catalog[string] };
    expect(reasonOf(event, catalog)).to.equal('none');
    expect(reasonOf({ ...event, subject: 'SHELF' }, catalog)).to.equal('invalid');
  });

  it('does not even parse what is larger than 2 MiB', () => {
    const ofLength = (bytes: number) => Buffer.from('{}'.padEnd(bytes));
    expect(reasonOf(ofLength(2 * 1024 * 1024))).to.equal('invalid');
    expect(reasonOf(ofLength(2 * 1024 * 1024 + 1))).to.equal('too_large');
  });

  it('reads 1,000 levels of arrays and objects, and not one more, nor as many as fit', () => {
    const nested = (levels: number): Buffer => {
      const data = '['.repeat(levels - 1) + ']'.repeat(levels - 1);
      return Buffer.from(JSON.stringify({ ...event, data: '' }).replace('"data":""', `"data":${data}`));
    };
    expect(() => decodeEnvelope(testCatalog, nested(1_000))).not.to.throw();
    for (const levels of [1_001, 500_000]) expect(reasonOf(nested(levels))).to.equal('invalid');
  });

  it('reads what encodeEvent wrote', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 50 }), fc.maxSafeNat(), (subject, n) => {
        const written = testEvent('stock.moved', subject, n);
        expect(
          decodeEvent(testCatalog, encodeEvent({ ...written, causationid: 'a', actor: 'b', traceparent: 'c' })),
        ).to.deep.equal({
          ...written,
          causationid: 'a',
          actor: 'b',
          traceparent: 'c',
        });
      }),
    );
  });

  it('fills in what CloudEvents leave open', () => {
    const { id, source, specversion, type, subject, data } = event;
    const read = decodeEvent(testCatalog, Buffer.from(JSON.stringify({ id, source, specversion, type, subject, data })));
    expect(read).to.include({ correlationid: id, sequence: '0', datacontenttype: 'application/json' });
    expect(Date.parse(read.time)).to.be.closeTo(Date.now(), 5_000);
  });

  const unparseable = {
    nothing: [],
    'half an object': '{"a":',
    'broken UTF-8': [0x22, 0xc3, 0x28, 0x22],
    'UTF-16': [0xff, 0xfe, 0x7b, 0],
  };
  for (const [what, bytes] of Object.entries(unparseable)) {
    it(`cannot parse ${what}`, () => expect(reasonOf(Buffer.from(bytes as string))).to.equal('unparseable'));
  }

  const invalid: Readonly<Record<string, unknown>> = {
    null: null,
    'a list': [event],
    'a number': 7,
    'another version of CloudEvents': { ...event, specversion: '0.3' },
    'no id': { ...event, id: undefined },
    'an empty id': { ...event, id: '' },
    'a long id': { ...event, id: 'x'.repeat(256) },
    'no subject': { ...event, subject: undefined },
    'a type that is no text': { ...event, type: ['stock.moved'] },
    'a time that is none': { ...event, time: 'yesterday' },
    'a sequence that is no number': { ...event, sequence: 'one' },
    'a negative sequence': { ...event, sequence: '-1' },
    'no data': { ...event, data: undefined },
    'data of another shape': { ...event, data: { n: 'one' } },
    'data that is null': { ...event, data: null },
  };
  for (const [what, body] of Object.entries(invalid)) it(`refuses ${what}`, () => expect(reasonOf(body)).to.equal('invalid'));

  for (const type of ['stock.stolen', 'constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    it(`knows no type "${type}"`, () =>
      expect(reasonOf(JSON.parse(JSON.stringify({ ...event, type })))).to.equal('unknown_type'));
  }

  it('is not fooled by a prototype in the body', () => {
    const body = `{"__proto__":{"type":"stock.moved"},${JSON.stringify({ ...event, type: undefined }).slice(1)}`;
    expect(reasonOf(Buffer.from(body))).to.equal('invalid');
    expect(reasonOf(Buffer.from(body.replace('"type"', '"polluted"')))).to.equal('invalid');
    expect({}).not.to.have.property('polluted');
  });

  it('brings old data to the newest version', () => {
    const read = (version: number, data: unknown) =>
      decodeEvent(versioned, Buffer.from(JSON.stringify(price(version, data)))).data;
    expect(read(1, { amount: 1.99 })).to.deep.equal({ cents: 199, currency: 'EUR' });
    expect(read(2, { cents: 199 })).to.deep.equal({ cents: 199, currency: 'EUR' });
    expect(read(3, { cents: 199, currency: 'USD' })).to.deep.equal({ cents: 199, currency: 'USD' });
  });

  it('names the version that data was brought to', () => {
    const { dataschema } = decodeEvent(versioned, Buffer.from(JSON.stringify(price(1, { amount: 1.99 }))));
    expect(dataschema).to.equal('https://ordermill.dev/schemas/price.set/v3');
  });

  it('takes data without a schema for the newest', () => {
    const body = { ...price(3, { cents: 1, currency: 'EUR' }), dataschema: undefined };
    expect(reasonOf(body, versioned)).to.equal('none');
  });

  for (const [what, body] of Object.entries({
    'a version from the future': price(4, { cents: 1, currency: 'EUR' }),
    'a version that never was': price(0, {}),
    'a version beyond counting': price('9'.repeat(400), {}),
    'old data that its upcaster cannot take': price(1, null),
    'old data that fits no more': price(1, { amount: 'much' }),
  })) {
    it(`refuses ${what}`, () => expect(reasonOf(body, versioned)).to.equal('invalid'));
  }

  it('says what is wrong, and keeps the cause', () => {
    expect(() => decodeEvent(testCatalog, encodeEvent({ ...event, data: { n: 'one' } })))
      .to.throw(UnreadableMessage, /^data of stock\.moved: n: /)
      .with.property('cause');
  });
});
