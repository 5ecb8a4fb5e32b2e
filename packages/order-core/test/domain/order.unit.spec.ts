import { given } from '@ordermill/eventing/testing';
import { DomainError } from '@ordermill/kernel';
import { expect } from 'chai';
import { evolve } from '../../src/domain/evolve.js';
import { decide, type OrderCommand, type OrderEvent, type OrderState } from '../../src/domain/order.js';

const at = '2026-01-02T03:04:05.678Z';
const by = { at, actor: 'order' };
const stated = { time: at, actor: 'order' };
const order = { userId: 'ada', amount: '207.00', currency: 'EUR' };
const placement = { ...order, description: 'test', items: [], paymentMode: 'auto' as const, voucherCode: null, discount: '0.00' };

const created: OrderEvent = { type: 'order.created', ...stated, data: placement };
const confirmed: OrderEvent = { type: 'order.confirmed', ...stated, data: order };
const sent: OrderEvent = { type: 'order.sent', ...stated, data: { ...order, discount: '0.00' } };
const delivered: OrderEvent = { type: 'order.delivered', ...stated, data: order };
const cancelled: OrderEvent = {
  type: 'order.cancelled',
  ...stated,
  data: { ...order, discount: '0.00', voucherCode: null, reason: 'cancelled_by_user', detail: null },
};

const paid = { amount: '207.00', currency: 'EUR' };
const confirm: OrderCommand = { type: 'confirm', paid, ...by };
const cancel: OrderCommand = { type: 'cancel', reason: 'cancelled_by_user', ...by };
const anOrder = (...events: OrderEvent[]) =>
  given<OrderState, OrderCommand, OrderEvent>(events, {
    decide,
    evolve: (state, event) => evolve(state, event, 'o1'),
    initial: undefined,
  });

describe('Order', () => {
  it('goes from created to delivered', () => {
    anOrder()
      .when({ type: 'place', placement, ...by })
      .then(created);
    anOrder(created).when(confirm).then(confirmed);
    anOrder(created, confirmed)
      .when({ type: 'send', ...by })
      .then(sent);
    anOrder(created, confirmed, sent)
      .when({ type: 'deliver', ...by })
      .then(delivered);
  });

  it('takes no step twice, and none before its turn', () => {
    anOrder(created)
      .when({ type: 'place', placement, ...by })
      .then();
    anOrder(created, confirmed).when(confirm).then();
    anOrder(created)
      .when({ type: 'send', ...by })
      .then();
    anOrder(created, confirmed)
      .when({ type: 'deliver', ...by })
      .then();
  });

  for (const [what, wrong] of Object.entries({
    less: { amount: '206.99', currency: 'EUR' },
    more: { amount: '207.01', currency: 'EUR' },
    nothing: { amount: '0.00', currency: 'EUR' },
    'another currency': { amount: '207.00', currency: 'USD' },
    'a currency that nobody knows': { amount: '207.00', currency: 'XXX' },
    'parts of a cent': { amount: '207.000', currency: 'EUR' },
  }))
    it(`is not confirmed by a payment of ${what}, whatever its state`, () => {
      for (const events of [[created], [created, confirmed], [created, cancelled]])
        anOrder(...events)
          .when({ ...confirm, paid: wrong })
          .thenThrows((error) => expect(error).to.be.instanceOf(DomainError));
    });

  it('costs its amount less its discount', () => {
    const discounted: OrderEvent = { ...created, data: { ...placement, discount: '7.00' } };
    anOrder(discounted)
      .when({ ...confirm, paid: { amount: '200', currency: 'EUR' } })
      .then(confirmed);
    anOrder(discounted)
      .when(confirm)
      .thenThrows((error) => expect(error).to.have.property('code', 'payment_mismatch'));
  });

  it('waits for its voucher, and costs less by what that is worth', () => {
    const code = '2222-3333-4444';
    const waiting: OrderEvent = { ...created, data: { ...placement, voucherCode: code } };
    const discount: OrderCommand = { type: 'discount', voucherCode: code, discount: '7.00', ...by };
    const { items: _items, ...terms } = placement;
    const discounted: OrderEvent = {
      type: 'order.discounted',
      ...stated,
      data: { ...terms, voucherCode: code, discount: '7.00' },
    };
    anOrder(waiting).when(discount).then(discounted);
    anOrder(waiting, discounted).when(discount).then();
    anOrder(waiting, cancelled).when(discount).then();
    anOrder(waiting)
      .when({ ...discount, voucherCode: '5555-5555-5555' })
      .then();
    anOrder(created).when(discount).then();
    anOrder(waiting, discounted)
      .when({ ...confirm, paid: { amount: '200.00', currency: 'EUR' } })
      .then(confirmed);
    anOrder(waiting, discounted)
      .when(confirm)
      .thenThrows((error) => expect(error).to.have.property('code', 'payment_mismatch'));
  });

  it('says why exactly it was cancelled, and which voucher it gives back', () => {
    const waiting: OrderEvent = { ...created, data: { ...placement, voucherCode: 'abc' } };
    anOrder(waiting)
      .when({ ...cancel, reason: 'voucher_rejected', detail: 'expired' })
      .then({
        ...cancelled,
        data: { ...order, discount: '0.00', voucherCode: 'abc', reason: 'voucher_rejected', detail: 'expired' },
      });
  });

  for (const [state, events] of Object.entries({
    created: [created],
    confirmed: [created, confirmed],
    sent: [created, confirmed, sent],
  })) {
    it(`can be cancelled while ${state}, once`, () => {
      anOrder(...events)
        .when(cancel)
        .then(cancelled);
      anOrder(...events, cancelled)
        .when(cancel)
        .then();
    });
  }

  it('cannot be cancelled once delivered', () => {
    anOrder(created, confirmed, sent, delivered)
      .when(cancel)
      .thenThrows((error) => expect(error).to.be.instanceOf(DomainError).with.property('code', 'order_not_cancellable'));
  });

  it('goes no further once cancelled', () => {
    for (const command of [confirm, { type: 'send', ...by }, { type: 'deliver', ...by }] as const)
      anOrder(created, cancelled).when(command).then();
  });

  it('is not found before it is placed', () => {
    anOrder()
      .when(confirm)
      .thenThrows((error) => expect(error).to.have.property('kind', 'not-found'));
  });

  it('shows its latest state, version and times', () => {
    const later = '2026-01-03T00:00:00.000Z';
    const state = [created, { ...cancelled, time: later }].reduce<OrderState>(
      (before, event) => evolve(before, event, 'o1'),
      undefined,
    );
    expect(state).to.include({
      id: 'o1',
      status: 'cancelled',
      cancelReason: 'cancelled_by_user',
      version: 2,
      createdAt: at,
      updatedAt: later,
    });
  });
});
