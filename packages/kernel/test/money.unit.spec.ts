import { expect } from 'chai';
import fc from 'fast-check';
import { addMoney, compareMoney, currencyDecimals, DomainError, formatMoney, multiplyMoney, parseMoney } from '../src/index.js';

const currency = fc.constantFrom(...currencyDecimals.keys());

describe('Money', () => {
  it('reads strings and numbers exactly, in the minor unit of the currency', () => {
    expect(parseMoney('207.00', 'EUR')).to.deep.equal({ minor: 20700, currency: 'EUR' });
    expect(parseMoney(100.01, 'EUR').minor).to.equal(10001);
    expect(parseMoney('1.5', 'KWD').minor).to.equal(1500);
    expect(parseMoney(100, 'JPY').minor).to.equal(100);
    expect(parseMoney('99999999.99', 'EUR').minor).to.equal(9999999999);
  });

  it('writes what it reads, for every currency and amount', () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 47 }), currency, (minor, code) => {
        expect(parseMoney(formatMoney({ minor, currency: code }), code).minor).to.equal(minor);
      }),
    );
  });

  it('writes the decimals of the currency', () => {
    expect(formatMoney({ minor: 100, currency: 'JPY' })).to.equal('100');
    expect(formatMoney({ minor: 5, currency: 'EUR' })).to.equal('0.05');
    expect(formatMoney({ minor: 5, currency: 'KWD' })).to.equal('0.005');
  });

  for (const bad of [
    '',
    '-1',
    '+1',
    '1e3',
    'NaN',
    '1,00',
    ' 1',
    '0x10',
    '1.',
    '.5',
    '1.001',
    '1234567890123456',
    NaN,
    Infinity,
    1e21,
    -0.5,
  ]) {
    it(`refuses ${JSON.stringify(bad)} (${String(bad)}) and names the field`, () => {
      expect(() => parseMoney(bad, 'EUR', 'items.0.price'))
        .to.throw(DomainError)
        .with.deep.property('errors')
        .with.nested.property('[0].path', 'items.0.price');
    });
  }

  it('refuses a currency that is not active', () => {
    expect(() => parseMoney('1', 'HRK')).to.throw(DomainError, /currency/);
  });

  it('adds, multiplies and compares within one currency only', () => {
    const euro = (minor: number) => ({ minor, currency: 'EUR' });
    expect(addMoney(euro(1), euro(2))).to.deep.equal(euro(3));
    expect(multiplyMoney(euro(333), 3)).to.deep.equal(euro(999));
    expect(compareMoney(euro(1), euro(2))).to.be.below(0);
    expect(() => addMoney(euro(1), { minor: 1, currency: 'USD' })).to.throw(TypeError);
    expect(() => multiplyMoney(euro(2 ** 52), 4)).to.throw(RangeError);
  });

  it('knows the exponents of ISO 4217, not those of the locale data', () => {
    expect(['EUR', 'JPY', 'KWD', 'HUF', 'CLF'].map((code) => currencyDecimals.get(code))).to.deep.equal([2, 0, 3, 2, 4]);
    expect(['HRK', 'BGN', 'XAU', 'XXX', 'eur'].some((code) => currencyDecimals.has(code))).to.equal(false);
  });
});
