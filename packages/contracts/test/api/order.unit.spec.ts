import { expect } from 'chai';
import { orderListQuery, placeOrderBody } from '../../src/index.js';

const faultsOf = (body: unknown): readonly string[] => {
  const { error } = placeOrderBody.safeParse(body);
  return (error?.issues ?? []).flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : [issue.path.join('.')]));
};

describe('the body of POST /api/orders', () => {
  it('fills in what is left out', () => {
    expect(placeOrderBody.parse({ amount: 207 })).to.deep.equal({
      amount: 207,
      currency: 'EUR',
      description: '',
      paymentMode: 'auto',
      voucherCode: null,
    });
    expect(placeOrderBody.parse({ items: [{ name: ' tea ', price: '1' }] }).items).to.deep.equal([
      { name: 'tea', price: '1', quantity: 1 },
    ]);
  });

  it('counts characters, not UTF-16 units', () => {
    expect(faultsOf({ amount: 1, description: '🫖'.repeat(500) })).to.deep.equal([]);
    expect(faultsOf({ amount: 1, description: '🫖'.repeat(501) })).to.deep.equal(['description']);
  });

  const bad: readonly (readonly [unknown, string])[] = [
    [{ amount: null }, 'amount'],
    [{ amount: true }, 'amount'],
    ...[0, '0.00', -5, '1e2', 'NaN', '1,00', '', Infinity].map((amount) => [{ amount }, 'amount'] as const),
    [{ amount: 1, extra: 1 }, 'extra'],
    [{ amount: 1, paymentMode: 'later' }, 'paymentMode'],
    [{ items: [] }, 'items'],
    [{ items: [{ name: ' ', price: 1 }] }, 'items.0.name'],
    [{ items: [{ name: 'tea' }] }, 'items.0.price'],
    [{ items: [{ name: 'tea', price: 1, quantity: 1.5 }] }, 'items.0.quantity'],
    [{ items: [{ name: 'tea', price: 1, quantity: 0 }] }, 'items.0.quantity'],
    [{ items: [{ name: 'tea', price: 1, size: 'L' }] }, 'size'],
    [{ amount: 1, description: 'x'.repeat(501) }, 'description'],
  ];
  for (const [body, path] of bad)
    it(`names ${path} in ${JSON.stringify(body).slice(0, 80)}`, () => {
      expect(faultsOf(body)).to.include(path);
    });
});

describe('the query of GET /api/orders', () => {
  it('takes limits from 1 to 100 and times in ISO 8601', () => {
    expect(orderListQuery.parse({})).to.deep.equal({ limit: 20 });
    expect(
      orderListQuery.parse({ limit: '100', status: 'sent', createdFrom: '2026-01-01', createdTo: '2026-01-01T10:00:00Z' }).limit,
    ).to.equal(100);
  });

  for (const query of [
    { limit: '0' },
    { limit: '101' },
    { limit: '1.5' },
    { status: 'lost' },
    { createdFrom: 'today' },
    { page: '2' },
    { limit: ['1', '2'] },
  ])
    it(`refuses ${JSON.stringify(query)}`, () => {
      expect(orderListQuery.safeParse(query).success).to.equal(false);
    });

  it('names all that is wrong with it at once', () => {
    const body = { amount: '-1', items: [{ name: '', price: 0 }, { price: 'x' }], currency: 7, description: null, colour: 'red' };
    expect(faultsOf(body)).to.have.members([
      'amount',
      'items.0.name',
      'items.0.price',
      'items.1.name',
      'items.1.price',
      'currency',
      'description',
      'colour',
    ]);
  });
});
