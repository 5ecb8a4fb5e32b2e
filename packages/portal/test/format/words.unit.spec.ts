import { expect } from 'chai';
import { cancelReason, notCancellable, orderName, orderTitle, sentence } from '../../src/format/words.js';

const id = '01a1fcaa-8b52-7417-a60b-52b7150fb667';

describe('Words for an order', () => {
  it('name it by what it is for, else by its items, else by its number', () => {
    expect(orderTitle({ id, description: ' Coffee ', items: [] })).to.equal('Coffee');
    expect(orderTitle({ id, description: '', items: [{ name: 'Cup', price: '1.00', quantity: 1 }] })).to.equal('Cup');
    expect(orderTitle({ id, description: '', items: [] })).to.equal('Order #150FB667');
    expect(orderName({ id })).to.equal('#150FB667');
  });

  it('tell why it was cancelled, also for reasons not known yet', () => {
    expect(cancelReason('payment_declined')).to.equal('The payment was declined.');
    expect(cancelReason('out_of_stock')).to.equal('Out of stock.');
    expect(sentence('')).to.equal('');
  });

  it('tell why it cannot be cancelled', () => {
    expect(notCancellable({ status: 'sent' })).to.equal(null);
    expect(notCancellable({ status: 'delivered' })).to.match(/delivered/);
    expect(notCancellable({ status: 'cancelled' })).to.match(/already/);
  });
});
