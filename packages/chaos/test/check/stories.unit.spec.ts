import { expect } from 'chai';
import { storiesAfter } from '../../src/check/stories.js';
import type { LoggedEvent } from '../../src/verdict/logged-event.js';

const created = (description: string, amount = '207.00', currency = 'EUR'): LoggedEvent => ({
  stream: 'order-1',
  version: 1,
  id: 'event',
  type: 'order.created',
  schemaVersion: 1,
  subject: '1',
  time: new Date(0),
  data: { description, amount, currency },
  source: '/order',
  actor: 'user-1',
  internal: false,
});
const accepted = (cancelled?: boolean) => [{ id: '1', number: 1, askedAt: 0, ...(cancelled === undefined ? {} : { cancelled }) }];
const endsOf = (event: LoggedEvent, cancelled?: boolean) => storiesAfter(accepted(cancelled))(event);
const lastOf = (event: LoggedEvent, cancelled?: boolean) => [
  ...new Set(endsOf(event, cancelled).map(({ order }) => order.at(-1))),
];

describe('What can have become of an order', () => {
  it('follows from its description', () => {
    expect(lastOf(created('test 1/1'))).to.deep.equal(['order.delivered']);
    expect(lastOf(created('xxx 1/1'))).to.deep.equal(['order.cancelled']);
    expect(lastOf(created('coin 1/1'))).to.have.members(['order.delivered', 'order.cancelled']);
  });

  it('has a voucher above the threshold and in its currency alone', () => {
    expect(endsOf(created('test', '100.01'))[0]?.voucher).to.deep.equal(['voucher.issued']);
    expect(endsOf(created('test', '100.00'))[0]?.voucher).to.deep.equal([]);
    expect(endsOf(created('test', '20000', 'JPY'))[0]?.voucher).to.deep.equal([]);
  });

  it('is what its client was told', () => {
    expect(lastOf(created('test'), true)).to.deep.equal(['order.cancelled']);
    expect(lastOf(created('coin'), false)).to.deep.equal(['order.delivered']);
  });

  it('is never a payment that is kept for an order that was cancelled', () => {
    for (const { payment } of endsOf(created('test'), true)) expect(payment.at(-1)).not.to.equal('payment.confirmed');
  });
});
