import type { OrderResponse } from '@ordermill/contracts';
import { expect } from 'chai';
import { chooseColumn, newestFirst, type Sort, sortOrders } from '../../src/pages/orders/sort-orders.js';

const order = (
  id: string,
  amount: string,
  createdAt: string,
  status: OrderResponse['status'],
  currency = 'EUR',
): OrderResponse => ({
  id,
  userId: 'demo',
  amount,
  currency,
  description: '',
  items: [],
  status,
  cancelReason: null,
  paymentMode: 'auto',
  voucherCode: null,
  discount: '0.00',
  createdAt,
  updatedAt: createdAt,
  version: 1,
});

const orders = [
  order('a', '9.00', '2026-11-21T10:00:00Z', 'delivered'),
  order('b', '10.00', '2026-11-21T12:00:00Z', 'created'),
  order('c', '200', '2026-11-21T11:00:00Z', 'sent', 'JPY'),
];

const idsBy = (sort: Sort): string =>
  sortOrders(orders, sort)
    .map(({ id }) => id)
    .join('');

describe('Sorting the orders of a page', () => {
  it('shows the newest first', () => {
    expect(idsBy(newestFirst)).to.equal('bca');
  });

  it('compares amounts as numbers, within their currency', () => {
    expect(idsBy({ column: 'amount', direction: 'ascending' })).to.equal('abc');
  });

  it('follows the way of an order', () => {
    expect(idsBy({ column: 'status', direction: 'ascending' })).to.equal('bca');
  });

  it('turns round when a column is chosen again', () => {
    const byAmount = chooseColumn(newestFirst, 'amount');
    expect(byAmount).to.deep.equal({ column: 'amount', direction: 'descending' });
    expect(chooseColumn(byAmount, 'amount').direction).to.equal('ascending');
  });
});
