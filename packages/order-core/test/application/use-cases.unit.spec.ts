import { InMemoryStreams } from '@ordermill/eventing/testing';
import { expect } from 'chai';
import { CancelOrder } from '../../src/application/cancel-order.js';
import { ConfirmOrder } from '../../src/application/confirm-order.js';
import { PlaceOrder } from '../../src/application/place-order.js';
import { OrderRepository } from '../../src/application/ports.js';
import { SendOrder } from '../../src/application/send-order.js';
import { evolve } from '../../src/domain/evolve.js';
import { type Order, type OrderEvent, orderNotFound, type OrderState } from '../../src/domain/order.js';

class InMemoryOrders extends OrderRepository {
  readonly streams = new InMemoryStreams<OrderState, OrderEvent>(undefined, evolve);

  override async change(id: string, decide: (order: OrderState) => readonly OrderEvent[]): Promise<Order> {
    const order = await this.streams.change(id, decide);
    if (!order) throw orderNotFound();
    return order;
  }
}

describe('order use cases', () => {
  const clock = { now: () => new Date('2026-01-02T03:04:05.678Z') };
  let orders: InMemoryOrders;
  let order: Order;
  beforeEach(async () => {
    orders = new InMemoryOrders();
    const place = new PlaceOrder(orders, { next: () => 'o1' }, clock);
    order = await place.execute({
      userId: 'ada',
      amount: 207,
      currency: 'EUR',
      description: 'test',
      paymentMode: 'auto',
      voucherCode: null,
    });
  });

  const failure = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => undefined,
      (error: unknown) => error,
    );

  it('places an order that its user owns, at the time of the clock', () => {
    expect(order).to.deep.include({
      id: 'o1',
      userId: 'ada',
      amount: '207.00',
      status: 'created',
      createdAt: '2026-01-02T03:04:05.678Z',
      version: 1,
    });
    expect(orders.streams.events('o1')[0]).to.include({ actor: 'ada' });
  });

  it('cancels for the owner, at the version that the owner has seen', async () => {
    const cancel = new CancelOrder(orders, clock);
    const input = { orderId: 'o1', reason: 'cancelled_by_user' };
    expect(await failure(cancel.execute({ ...input, requestedBy: 'eve' }))).to.include({ kind: 'not-found' });
    expect(await failure(cancel.execute({ ...input, requestedBy: 'ada', ifVersions: [] }))).to.include({
      kind: 'precondition-failed',
    });
    expect(await cancel.execute({ ...input, requestedBy: 'ada', ifVersions: [7, 1] })).to.include({
      status: 'cancelled',
      cancelReason: 'cancelled_by_user',
    });
    expect(orders.streams.events('o1').at(-1)).to.include({ actor: 'ada' });
  });

  it('lets an admin send a confirmed order early, and none that is not confirmed', async () => {
    const send = new SendOrder(orders, clock);
    expect(await failure(send.execute({ orderId: 'o1', requestedBy: 'root' }))).to.include({ code: 'order_not_sendable' });
    await new ConfirmOrder(orders, clock).execute({ orderId: 'o1', paid: { amount: '207.00', currency: 'EUR' } });
    expect(await send.execute({ orderId: 'o1', requestedBy: 'root' })).to.include({ status: 'sent' });
    expect(await send.execute({ orderId: 'o1', requestedBy: 'root' })).to.include({ status: 'sent', version: 3 });
  });
});
