import { catalog, type EventBody } from '@ordermill/contracts';
import { DomainError } from '@ordermill/kernel';
import { expect } from 'chai';
import { readPosted } from '../../src/adapters/posted-event.js';

const placed = { userId: 'demo', amount: '20.00', currency: 'EUR', description: '', paymentMode: 'auto', discount: '0.00' };

const event = (data: object): EventBody => ({
  specversion: '1.0',
  id: 'till-1',
  source: '/till',
  type: 'order.created',
  subject: '01a1fcaa-8b52-7417-a60b-52b7150fb667',
  data: { ...placed, items: [], voucherCode: null, ...data },
});

const faultOf = (data: object): readonly string[] => {
  try {
    readPosted(catalog, event(data));
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'invalid') return error.errors.map(({ path }) => path);
    throw error;
  }
  return [];
};

describe('An event from outside', () => {
  it('is read as the newest version of its type', () => {
    const { dataschema, data } = readPosted(catalog, event({}));
    expect(dataschema).to.match(/order\.created\/v2$/);
    expect(data).to.deep.include(placed);
  });

  for (const [what, data, path] of [
    ['more decimals than its currency has', { amount: '20.001' }, 'data.amount'],
    ['a discount in parts of a yen', { amount: '20', discount: '0.50', currency: 'JPY' }, 'data.discount'],
    ['a price in parts of a cent', { items: [{ name: 'tea', price: '20.001', quantity: 1 }] }, 'data.items.0.price'],
    ['a currency that is none', { currency: 'XYZ' }, 'data.currency'],
    ['no amount', { amount: undefined }, 'data.amount'],
  ] as const)
    it(`is refused with ${what}, by the name of the field`, () => {
      expect(faultOf(data)).to.deep.equal([path]);
    });
});
