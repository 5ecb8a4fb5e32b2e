import { inspect } from 'node:util';
import { DomainError } from '@ordermill/kernel';
import { expect } from 'chai';
import { Card } from '../../src/domain/card.js';

const number = '4242424242424242';
const card = (change: Partial<ConstructorParameters<typeof Card>[0]> = {}): Card =>
  new Card({ number, cvt: '987', expiry: '12/34', ...change });

describe('A card', () => {
  it('takes spaces in its number, and expiry in three forms', () => {
    expect(card({ number: '4242 4242 4242 4242' }).details()).to.include({ number, securityCode: '987' });
    expect(card({ expiry: '1/30' }).details()).to.include({ month: 1, year: 2030 });
    expect(card({ expiry: '02/2031' }).details()).to.include({ month: 2, year: 2031 });
    expect(card({ expiry: '31/3/2032' }).details()).to.include({ month: 3, year: 2032 });
  });

  for (const [field, values] of Object.entries({
    number: ['', '4242', '4242-4242-4242-4242', '42424242424242424242', 'x'.repeat(16)],
    cvt: ['', '12', '12345', 'abc'],
    expiry: ['', '13/30', '0/30', '1/3', '2030-01', '32/1/2030', '1/13/2030', '12/345'],
  }))
    for (const value of values)
      it(`refuses the ${field} "${value}" without repeating it`, () => {
        const refused = () => card({ [field]: value });
        expect(refused).to.throw(DomainError);
        try {
          refused();
        } catch (error) {
          const { message, errors } = error as DomainError;
          expect(errors.map(({ path }) => path)).to.deep.equal([`creditCardDetails.${field}`]);
          if (value.length > 2) expect(message).to.not.include(value);
        }
      });

  it('is told by its brand and its last four digits', () => {
    for (const [digits, brand] of Object.entries({
      '4242424242424242': 'visa',
      '5555555555554444': 'mastercard',
      '2223003122003222': 'mastercard',
      '378282246310005': 'amex',
      '6011111111111117': 'discover',
      '3056930009020004': 'diners',
      '3566002020360505': 'jcb',
      '6200000000000005': 'unionpay',
      '9999999999999999': 'unknown',
    }))
      expect(card({ number: digits }).summary).to.deep.equal({ brand, lastFour: digits.slice(-4) });
  });

  it('shows its number and code to no serializer and no inspector', () => {
    for (const text of [JSON.stringify(card()), inspect(card(), { depth: 9, showHidden: true })]) {
      expect(text).to.not.include(number);
      expect(text).to.not.include('987');
    }
  });
});
