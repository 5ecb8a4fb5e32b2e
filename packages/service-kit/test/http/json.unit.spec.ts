import { expect } from 'chai';
import fc from 'fast-check';
import { readJson } from '../../src/http/json.js';

const read = (text: string): unknown => readJson(Buffer.from(text));

describe('JSON', () => {
  it('is read as JSON.parse reads it', () => {
    fc.assert(fc.property(fc.json(), (text) => void expect(read(text)).to.deep.equal(JSON.parse(text))));
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        (n) => void expect(read(JSON.stringify(n))).to.equal(n === 0 ? 0 : n),
      ),
    );
  });

  for (const literal of [
    '1.00000000000000000001',
    '-1.00000000000000000001',
    '100000000000000000000001',
    '9007199254740993',
    '0.1234567890123456789e5',
  ])
    it(`keeps the digits of ${literal}, which is no double, as a string`, () => {
      expect(read(`{"a": [${literal}], "b": "\\"${literal}", "c": 1}`)).to.deep.equal({ a: [literal], b: `"${literal}`, c: 1 });
    });

  for (const literal of [
    '207.0000000000000000000',
    '0.30000000000000004',
    '0.00000000000000000001',
    '4242424242424242',
    '1e400',
    '0.00000000000000000000e1',
  ])
    it(`leaves ${literal} a number`, () => {
      expect(read(literal)).to.equal(Number(literal));
    });

  it('takes names for names', () => {
    expect(Object.getOwnPropertyNames(read('{"__proto__": {"a": 1}, "constructor": 1}'))).to.deep.equal([
      '__proto__',
      'constructor',
    ]);
    expect(read('{"1.00000000000000000001": 2}')).to.deep.equal({ '1.00000000000000000001': 2 });
  });

  for (const [what, bytes] of Object.entries({
    'a broken sequence': [0x22, 0xc3, 0x28, 0x22],
    'a surrogate': [0x22, 0xed, 0xa0, 0x80, 0x22],
    'a byte order mark': [0xef, 0xbb, 0xbf, 0x31],
    nothing: [],
  }))
    it(`refuses ${what}`, () => {
      expect(() => readJson(Buffer.from(bytes))).to.throw();
    });

  it('reads what is as deep, or as long, as a body may be', () => {
    const deep = `${'['.repeat(400_000)}1.00000000000000000001${']'.repeat(400_000)}`;
    expect(read(deep)).to.be.an('array');
    const long = `1${'0'.repeat(1_000_000)}1`;
    expect(read(long)).to.equal(long);
    expect(read(`["${'\\\\x'.repeat(300_000)}", 1.00000000000000000001]`)).to.have.property('1', '1.00000000000000000001');
  });
});
