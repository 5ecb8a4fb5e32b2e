import { type HistoryEntry, orderHistory, type OrderResponse } from '@ordermill/contracts';
import { expect } from 'chai';
import { skipWithoutBroker } from '../support/broker.js';
import { cleanUp } from '../support/clean-up.js';
import { eventually } from '../support/client.js';
import { type DistributedMill, startMill } from '../support/distributed-mill.js';

const anHour = '3600000';
const cards = { good: '4242424242424242', declined: '4000000000000002' };

describe('The history of an order', function () {
  this.timeout(120_000);
  let mill: DistributedMill;

  before(async function () {
    skipWithoutBroker(this);
    mill = await startMill({ replicas: 2, env: { DISPATCH_DELAY_MS: anHour } });
  });
  after(cleanUp);

  const history = async (id: string): Promise<readonly HistoryEntry[]> => {
    const answer = await mill.client.call(`/api/orders/${id}/history`);
    return orderHistory.parse(await answer.json()).data;
  };
  const whole = (id: string, ...last: readonly string[]) =>
    eventually(
      () => history(id),
      (events) => last.every((wanted) => events.some(({ type }) => type === wanted)),
    );
  const typesOf = (events: readonly HistoryEntry[]) => events.map(({ type }) => type);
  const at = (events: readonly HistoryEntry[], wanted: string): HistoryEntry => {
    const [found, ...others] = events.filter(({ type }) => type === wanted);
    if (!found || others.length > 0) throw new Error(`${wanted} is not there once`);
    return found;
  };
  const pay = async (id: string, number: string): Promise<number> => {
    const creditCardDetails = { number, cvt: '123', expiry: '12/34' };
    const answer = await mill.client.call(`/api/payments/pay/${id}`, {
      method: 'POST',
      body: JSON.stringify({ creditCardDetails }),
    });
    return answer.status;
  };
  const confirmed = (id: string) => mill.client.reaching(id, new Set(['confirmed']));
  const deliver = async ({ id }: OrderResponse): Promise<void> => {
    await confirmed(id);
    expect((await mill.admin.call(`/api/orders/${id}/send`, { method: 'POST' })).status).to.equal(200);
    await mill.client.reaching(id, new Set(['delivered']));
  };
  /** The code that an order earns. */
  const earn = async (order: OrderResponse): Promise<string> => {
    await deliver(order);
    return String(at(await whole(order.id, 'voucher.issued'), 'voucher.issued').data['code']);
  };
  const expectCausal = (events: readonly HistoryEntry[]): void => {
    const before = new Set<string>();
    for (const { id, type, causationId } of events) {
      if (causationId !== null) expect(before.has(causationId), `the cause of ${type}`).to.equal(true);
      before.add(id);
    }
  };
  const place = (body: object) => mill.client.place({ amount: '207.00', description: 'test', ...body });

  let earnedByCard: string;

  it('tells of voucher, card, dispatch and delivery, and who did what', async () => {
    const voucherCode = await earn(await place({}));
    const order = await place({ paymentMode: 'manual', voucherCode });
    await whole(order.id, 'payment.requested');
    expect(await pay(order.id, cards.declined)).to.equal(402);
    expect(await pay(order.id, cards.good)).to.equal(200);
    earnedByCard = await earn(order);
    const events = await whole(order.id, 'order.delivered', 'voucher.issued');
    expect(typesOf(events.filter(({ type }) => type !== 'voucher.issued'))).to.deep.equal([
      'order.created',
      'voucher.redeemed',
      'order.discounted',
      'payment.requested',
      'payment.confirmed',
      'order.confirmed',
      'order.sent',
      'order.delivered',
    ]);
    expectCausal(events);
    expect(at(events, 'voucher.issued').causationId).to.equal(at(events, 'order.sent').id);
    expect(at(events, 'order.created')).to.include({ actor: 'demo', version: 1, source: '/order', causationId: null });
    expect(at(events, 'order.sent')).to.include({ actor: 'admin' });
    expect(at(events, 'payment.confirmed')).to.include({ actor: 'payment', source: '/payment' });
    expect(at(events, 'payment.confirmed').data).to.deep.include({ amount: '202.00' });
    expect(at(events, 'order.delivered').version).to.equal((await mill.client.order(order.id)).version);
    expect(JSON.stringify(events)).to.not.include(cards.good);
  });

  it('tells of a cancelled order with its refund, and gives the reasons', async () => {
    const { id } = await place({ amount: '20.00', voucherCode: earnedByCard });
    await confirmed(id);
    expect((await mill.client.call(`/api/orders/${id}`, { method: 'DELETE' })).status).to.equal(200);
    const events = await whole(id, 'payment.refunded', 'voucher.released');
    expect(typesOf(events.slice(0, -2))).to.deep.equal([
      'order.created',
      'voucher.redeemed',
      'order.discounted',
      'payment.requested',
      'payment.confirmed',
      'order.confirmed',
      'order.cancelled',
    ]);
    expect(typesOf(events.slice(-2))).to.have.members(['payment.refunded', 'voucher.released']);
    expectCausal(events);
    expect(at(events, 'order.cancelled')).to.include({ actor: 'demo' });
    expect(at(events, 'order.cancelled').data).to.include({ reason: 'cancelled_by_user' });
    for (const type of ['payment.refunded', 'voucher.released']) expect(at(events, type).data['reason'], type).to.be.a('string');
    expect(at(events, 'payment.confirmed').data['decision']).to.include({ policy: 'description' });
  });

  it('is for its owner alone, and asks for a well-formed id', async () => {
    const { id } = await place({});
    const status = async (path: string, client = mill.client) => (await client.call(`/api/orders/${path}/history`)).status;
    expect(await status(id)).to.equal(200);
    expect(await status(id, mill.admin)).to.equal(404);
    expect(await status('00000000-0000-4000-8000-000000000000')).to.equal(404);
    expect(await status('nonsense')).to.equal(400);
  });
});
