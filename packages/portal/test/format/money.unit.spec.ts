import { expect } from 'chai';
import { difference, isZero, priceProblem, showMoney, sum, totalOf, typedDecimal } from '../../src/format/money.js';

describe('Money as the portal shows it', () => {
  it('shows every decimal of the currency, exactly', () => {
    expect(showMoney('207.00', 'EUR', 'en-GB')).to.equal('€207.00');
    expect(showMoney('100', 'JPY', 'en-GB')).to.equal('JP¥100');
    expect(showMoney('1.500', 'KWD', 'en-GB')).to.equal('KWD\u00a01.500');
    expect(showMoney('99999999999999.99', 'EUR', 'en-GB')).to.equal('€99,999,999,999,999.99');
  });

  it('sums lines without a rounding error', () => {
    const lines = [
      { price: '0.10', quantity: 3 },
      { price: '0.20', quantity: 1 },
    ];
    expect(totalOf(lines, 'EUR')).to.equal('0.50');
    expect(totalOf([{ price: '120', quantity: 3 }], 'JPY')).to.equal('360');
  });

  it('leaves out of the sum what is not entered yet', () => {
    const lines = [
      { price: '', quantity: 1 },
      { price: '2.1.', quantity: 1 },
      { price: '4', quantity: Number.NaN },
      { price: ' 5.5 ', quantity: 2 },
    ];
    expect(totalOf(lines, 'EUR')).to.equal('11.00');
  });

  it('has no sum where it would not be exact', () => {
    expect(totalOf([{ price: '99999999.99', quantity: 1_000_000_000 }], 'EUR')).to.equal(null);
  });

  it('may be typed with a comma where the language writes one, and nowhere else', () => {
    expect(typedDecimal(' 12,5 ', 'de')).to.equal('12.5');
    expect(typedDecimal('12.5', 'de')).to.equal('12.5');
    expect(typedDecimal('1,500', 'en')).to.equal('1,500');
    expect(typedDecimal('1.500,00', 'de')).to.equal('1.500.00');
  });

  it('says what is wrong with a price, by the decimals of its currency', () => {
    expect(priceProblem('12.34', 'EUR')).to.equal(null);
    expect(priceProblem('12.345', 'EUR')).to.equal('Enter an amount like 207.00');
    expect(priceProblem('12.3', 'JPY')).to.equal('Enter an amount like 207');
    expect(priceProblem('', 'KWD')).to.equal('Enter an amount like 207.000');
    expect(priceProblem('0.00', 'EUR')).to.equal('Enter an amount above zero');
  });

  it('adds and subtracts', () => {
    expect(sum('0.10', '0.20', 'EUR')).to.equal('0.30');
    expect(difference('10.00', '0.01', 'EUR')).to.equal('9.99');
    expect([isZero('0.00'), isZero('0'), isZero('0.01')]).to.deep.equal([true, true, false]);
  });
});
