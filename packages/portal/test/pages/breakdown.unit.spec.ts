import { expect } from 'chai';
import { breakdownOf, hasDiscount, hasRefund } from '../../src/pages/order/breakdown.js';

const order = { amount: '100.00', discount: '5.00', currency: 'EUR' };
const refund = (amount: string, status: 'succeeded' | 'failed') => ({
  id: amount,
  amount,
  status,
  reason: 'requested',
  createdAt: '',
});

describe('The money of an order', () => {
  it('is due after the discount, and not charged, until it is paid', () => {
    const breakdown = breakdownOf(order, undefined);
    expect(breakdown).to.deep.equal({ amount: '100.00', discount: '5.00', due: '95.00', charged: '0.00', refunded: '0.00' });
    expect([hasDiscount(breakdown), hasRefund(breakdown)]).to.deep.equal([true, false]);
  });

  it('is charged once it is paid, also when it is refunded later', () => {
    expect(breakdownOf(order, { amount: '95.00', status: 'confirmed', refunds: [] }).charged).to.equal('95.00');
    expect(breakdownOf(order, { amount: '95.00', status: 'voided', refunds: [] }).charged).to.equal('0.00');
  });

  it('is refunded by what came back, to the cent', () => {
    const refunds = [refund('0.10', 'succeeded'), refund('0.20', 'succeeded'), refund('50.00', 'failed')];
    const breakdown = breakdownOf(order, { amount: '95.00', status: 'confirmed', refunds });
    expect(breakdown.refunded).to.equal('0.30');
    expect(hasRefund(breakdown)).to.equal(true);
  });
});
