import { type CloudEvent, dataSchemaOf } from '@ordermill/eventing';
import { openTestDatabase } from '@ordermill/eventing/testing';
import { expect } from 'chai';
import { PostgresOrderQueries, PostgresOrderRepository } from '../../src/adapters/postgres.js';
import { PostgresTimeline } from '../../src/adapters/postgres-timeline.js';
import { orderSubscriptions } from '../../src/adapters/subscriptions.js';
import { CancelOrder } from '../../src/application/cancel-order.js';
import { ConfirmOrder } from '../../src/application/confirm-order.js';
import { DiscountOrder } from '../../src/application/discount-order.js';
import { GetHistory } from '../../src/application/get-history.js';
import { GetOrder } from '../../src/application/get-order.js';
import { decide } from '../../src/domain/order.js';
import { orderModule } from '../../src/order.module.js';

const orderId = '00000000-0000-4000-8000-000000000001';
const at = '2026-01-01T00:00:00.000Z';
const money = { userId: 'ada', amount: '1.20', currency: 'EUR' };

const event = (type: string, data: object): CloudEvent<never> => ({
  specversion: '1.0',
  id: `${type} of a partner`,
  source: `/${type.split('.')[0] ?? ''}`,
  type,
  subject: orderId,
  time: '2026-01-01T00:00:01.000Z',
  datacontenttype: 'application/json',
  dataschema: dataSchemaOf(type, orderModule.catalog[type]?.version ?? 1),
  data: data as never,
  correlationid: 'flow',
  sequence: '0000000007',
});

const decision = { policy: 'always', reason: 'why not', seed: null };
const confirmed = event('payment.confirmed', { ...money, decision, attemptId: null, reference: null });
const issued = event('voucher.issued', { ...money, code: 'C', expiresAt: '2027-01-01T00:00:00Z' });

describe('The timeline of an order', () => {
  let server: Awaited<ReturnType<typeof openTestDatabase>>;
  let orders: PostgresOrderRepository;
  let history: GetHistory;
  let deliver: (...events: readonly CloudEvent<never>[]) => Promise<void>;
  beforeEach(async () => {
    server = await openTestDatabase(orderModule);
    orders = new PostgresOrderRepository(server.unitOfWork, { dispatch: 1_000, delivery: 2_000 });
    const timeline = new PostgresTimeline(server.unitOfWork);
    history = new GetHistory(new GetOrder(new PostgresOrderQueries(server.database)), timeline);
    const clock = { now: () => new Date('2026-01-01T00:00:02.000Z') };
    const [confirm, cancel, discount] = [
      new ConfirmOrder(orders, clock),
      new CancelOrder(orders, clock),
      new DiscountOrder(orders, clock),
    ];
    const handlers = orderSubscriptions(timeline, confirm, cancel, discount);
    deliver = (...events) => server.unitOfWork.once(events, async (each) => handlers[each.type]?.(each as CloudEvent<never>));
  });
  afterEach(() => server.database.close());

  const place = () => {
    const placement = { ...money, description: '', items: [], paymentMode: 'auto', voucherCode: null, discount: '0.00' } as const;
    return orders.change(orderId, (order) => decide({ type: 'place', placement, actor: 'ada', at }, order));
  };
  const read = async () => (await history.execute({ orderId, userId: 'ada' })).data;
  const types = async () => (await read()).map(({ type }) => type);
  const rows = () =>
    server.database.query<{ stream: string; type: string; internal: boolean }>({
      text: 'select stream, type, internal from eventing.event_log order by position',
    });

  it('shows what others have stated as they have stated it, and what the order made of it', async () => {
    await place();
    const [created] = await read();
    await deliver({ ...confirmed, actor: 'a policy', ...(created ? { causationid: created.id } : {}) });
    expect(created).to.deep.include({ type: 'order.created', source: '/order', version: 1, actor: 'ada', causationId: null });
    const [, paid, order] = await read();
    expect(paid).to.deep.equal({
      id: 'payment.confirmed of a partner',
      type: 'payment.confirmed',
      source: '/payment',
      time: confirmed.time,
      version: 7,
      actor: 'a policy',
      causationId: created?.id,
      data: confirmed.data,
    });
    expect(order).to.deep.include({ type: 'order.confirmed', version: 2, actor: 'order', causationId: paid?.id });
  });

  it('keeps an event that comes before the order, and publishes none of another service again', async () => {
    await deliver(issued);
    await place();
    expect(await types()).to.deep.equal(['order.created', 'voucher.issued']);
    expect((await rows())[0]).to.deep.equal({ stream: `timeline-${orderId}`, type: 'voucher.issued', internal: true });
  });

  it('has once what was delivered twice, and leaves the version of the order to the order', async () => {
    await place();
    await deliver(confirmed, confirmed, issued);
    await deliver(confirmed);
    await deliver(issued);
    expect(await types()).to.have.members(['order.created', 'payment.confirmed', 'order.confirmed', 'voucher.issued']);
    expect(await orders.change(orderId, () => [])).to.include({ status: 'confirmed', version: 2 });
  });

  it('has once what comes again when the inbox has long forgotten it', async () => {
    await place();
    await deliver(confirmed, issued);
    await server.database.query({ text: 'delete from eventing.inbox' });
    await deliver(confirmed, issued);
    expect(await types()).to.have.members(['order.created', 'payment.confirmed', 'order.confirmed', 'voucher.issued']);
  });

  it('says nothing of an event that could not be handled', async () => {
    await place();
    const wrong = { ...confirmed, data: { ...(confirmed.data as object), amount: '9.99' } as never };
    expect(await deliver(wrong).catch((error: unknown) => error)).to.include({ code: 'payment_mismatch' });
    expect(await types()).to.deep.equal(['order.created']);
  });

  it('shows an old version in the newest', async () => {
    await place();
    await server.database.query({
      text: `update eventing.event_log set schema_version = 1, data = data - 'voucherCode' where type = 'order.created'`,
    });
    expect((await read())[0]?.data).to.deep.include({ voucherCode: null });
  });

  it('is bounded, whatever anybody publishes about the order', async () => {
    await place();
    const many = Array.from({ length: 1_050 }, (_, index) => ({ ...issued, id: `${index}`, sequence: '9'.repeat(40) }));
    await deliver(...many);
    const shown = await read();
    expect(shown).to.have.length(1_000);
    expect(shown.every(({ version }) => Number.isSafeInteger(version))).to.equal(true);
  });

  it('is for the owner of the order', async () => {
    const refusal = (userId: string) => history.execute({ orderId, userId }).catch((error: unknown) => error);
    expect(await refusal('ada')).to.include({ code: 'order_not_found' });
    await place();
    expect(await refusal('eve')).to.include({ code: 'order_not_found' });
  });
});
