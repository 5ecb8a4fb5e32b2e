import { expect } from 'chai';
import { cardProblems, declineText, formatCardNumber, formatExpiry, formatSecurityCode } from '../../src/format/card.js';

describe('A card as it is typed', () => {
  it('is grouped as it is printed', () => {
    expect(formatCardNumber('4242424242424242')).to.equal('4242 4242 4242 4242');
    expect(formatCardNumber('4242-42')).to.equal('4242 42');
    expect(formatCardNumber('378282246310005')).to.equal('3782 822463 10005');
    expect(formatCardNumber('4'.repeat(30))).to.equal('4444 4444 4444 4444 444');
    expect(formatCardNumber('none')).to.equal('');
  });

  it('has an expiry that needs no slash to be typed', () => {
    expect(['1', '12', '123', '1230', '4', '430', '12/30', '4/2030'].map(formatExpiry)).to.deep.equal([
      '1',
      '12',
      '12/3',
      '12/30',
      '04',
      '04/30',
      '12/30',
      '04/30',
    ]);
  });

  it('loses a digit of its expiry when one is deleted', () => {
    expect(formatExpiry('12/')).to.equal('12');
  });

  it('has a code of digits', () => {
    expect(formatSecurityCode('12a345')).to.equal('1234');
  });

  it('is asked for what is missing', () => {
    expect(cardProblems({ number: '4242 4242 4242 4242', expiry: '12/30', cvt: '123' })).to.deep.equal({});
    expect(cardProblems({ number: '4242', expiry: '13/30', cvt: '12' })).to.have.keys('number', 'expiry', 'cvt');
  });

  it('is declined in words', () => {
    expect(declineText('card_declined')).to.match(/declined/);
    expect(declineText('already_paid')).to.equal(undefined);
  });
});
