import { DomainError } from '@ordermill/kernel';
import { expect } from 'chai';
import { priceOrder } from '../../src/domain/pricing.js';

const refusal = (price: () => unknown): DomainError => {
  try {
    price();
  } catch (error) {
    if (error instanceof DomainError) return error;
  }
  throw new Error('the price was accepted');
};

describe('priceOrder', () => {
  const tea = { name: 'tea', price: '3.33', quantity: 3 };

  it('takes the amount, the sum of the items, or both when they agree', () => {
    expect(priceOrder({ currency: 'EUR', amount: 207 })).to.deep.equal({ amount: '207.00', items: [] });
    expect(priceOrder({ currency: 'EUR', items: [tea] })).to.deep.equal({ amount: '9.99', items: [tea] });
    expect(priceOrder({ currency: 'EUR', amount: '9.99', items: [tea] }).amount).to.equal('9.99');
    expect(priceOrder({ currency: 'JPY', items: [{ name: 'tea', price: 120, quantity: 2 }] }).amount).to.equal('240');
    expect(priceOrder({ currency: 'EUR', amount: '99999999.99' }).amount).to.equal('99999999.99');
    expect(priceOrder({ currency: 'KWD', amount: '99999999.990' }).amount).to.equal('99999999.990');
  });

  it('refuses an amount that the items contradict', () => {
    expect(refusal(() => priceOrder({ currency: 'EUR', amount: '10', items: [tea] }))).to.include({
      kind: 'unprocessable',
      code: 'total_mismatch',
    });
  });

  const faults = {
    amount: [
      {},
      { amount: 0 },
      { amount: '0.00' },
      { amount: -1 },
      { amount: '1.001' },
      { amount: '100000000' },
      { amount: 'ten' },
    ],
    'items.0.price': [{ items: [{ ...tea, price: 0 }] }, { items: [{ ...tea, price: '1.234' }] }],
    items: [
      { items: [{ ...tea, price: '99999999.99', quantity: 2 }] },
      { items: [{ ...tea, price: '99999999.99', quantity: 1_000_000 }] },
    ],
  };
  for (const [path, inputs] of Object.entries(faults))
    for (const input of inputs)
      it(`names ${path} in ${JSON.stringify(input)}`, () => {
        expect(refusal(() => priceOrder({ currency: 'EUR', ...input })).errors[0]).to.have.property('path', path);
      });

  it('names a currency that is not active, and an amount beyond the largest in any currency', () => {
    expect(refusal(() => priceOrder({ currency: 'ABC', amount: 1 })).errors[0]?.path).to.equal('currency');
    expect(refusal(() => priceOrder({ currency: 'JPY', amount: '100000000' })).errors[0]?.path).to.equal('amount');
    expect(refusal(() => priceOrder({ currency: 'KWD', amount: '99999999.991' })).errors[0]?.path).to.equal('amount');
  });
});
