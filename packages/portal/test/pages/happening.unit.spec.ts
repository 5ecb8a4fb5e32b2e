import { expect } from 'chai';
import { detailsOf, serviceOf, titleOf } from '../../src/pages/order/happening.js';

describe('What happened to an order', () => {
  it('is told in words, also where the event is not known yet', () => {
    expect(titleOf({ type: 'payment.confirmed' })).to.equal('Payment received');
    expect(titleOf({ type: 'parcel.left_depot' })).to.equal('Parcel left depot');
    expect(serviceOf({ type: 'payment.confirmed' })).to.equal('payment');
  });

  it('is told with its reasons, its voucher and its money', () => {
    const data = { reason: 'voucher_rejected', detail: 'expired', code: 'AB-1' };
    expect(detailsOf({ type: 'order.cancelled', data })).to.deep.equal(['AB-1', 'Voucher rejected', 'Expired']);
    const [money] = detailsOf({ type: 'payment.refunded', data: { amount: '5.00', currency: 'EUR' } });
    expect(money).to.match(/5.00/);
  });

  it('says nothing of what it does not know', () => {
    expect(detailsOf({ type: 'order.sent', data: { reason: null, detail: 7 } })).to.deep.equal([]);
  });
});
