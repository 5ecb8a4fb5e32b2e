import type { OrderListQuery, OrderStatus } from '@ordermill/contracts';
import { openTestDatabase } from '@ordermill/eventing/testing';
import { expect } from 'chai';
import { PostgresOrderQueries, PostgresOrderRepository } from '../../src/adapters/postgres.js';
import { decide, type OrderState, type Paid } from '../../src/domain/order.js';
import { orderModule } from '../../src/order.module.js';

const idOf = (index: number): string => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;

describe('orders in PostgreSQL', () => {
  let server: Awaited<ReturnType<typeof openTestDatabase>>;
  let repository: PostgresOrderRepository;
  let queries: PostgresOrderQueries;
  before(async () => {
    server = await openTestDatabase(orderModule);
    repository = new PostgresOrderRepository(server.unitOfWork, { dispatch: 1_000, delivery: 2_000 });
    queries = new PostgresOrderQueries(server.database);
    for (let index = 0; index < 25; index += 1) await place(index, 'ada');
    await place(99, 'eve');
  });
  after(() => server.database.close());

  // Several orders of the same millisecond: the id decides.
  const place = (index: number, userId: string) => {
    const at = new Date(Date.UTC(2026, 0, 1, 0, 0, Math.floor(index / 3))).toISOString();
    const placement = {
      userId,
      amount: '1.20',
      currency: 'EUR',
      description: '',
      items: [],
      paymentMode: 'auto' as const,
      voucherCode: null,
      discount: '0.00',
    };
    return repository.change(idOf(index), (order) => decide({ type: 'place', placement, actor: userId, at }, order));
  };
  const list = (query: Partial<OrderListQuery> = {}) => queries.list('ada', { limit: 20, ...query });
  const numbers = (orders: readonly { readonly id: string }[]) => orders.map(({ id }) => Number(id.slice(-12)));

  it('reads the order as it was left by its last change', async () => {
    const order = await repository.change(idOf(0), (state) =>
      decide(
        { type: 'confirm', paid: { amount: '1.20', currency: 'EUR' }, actor: 'order', at: '2026-02-01T00:00:00.000Z' },
        state,
      ),
    );
    expect(order).to.include({ status: 'confirmed', version: 2, amount: '1.20' });
    expect(await queries.find(idOf(0))).to.deep.equal(order);
    expect(await queries.find(idOf(1000))).to.equal(undefined);
  });

  it('lists the orders of one user, newest first, in pages that stay put while orders are added', async () => {
    const first = await list({ limit: 10 });
    await place(50, 'ada');
    const second = await list({ limit: 10, cursor: first.nextCursor ?? '' });
    const third = await list({ limit: 10, cursor: second.nextCursor ?? '' });
    expect(numbers([...first.data, ...second.data, ...third.data])).to.deep.equal(
      Array.from({ length: 25 }, (_, index) => 24 - index),
    );
    expect(third.nextCursor).to.equal(null);
  });

  it('filters by status and by a window of creation times', async () => {
    expect(numbers((await list({ status: 'confirmed' satisfies OrderStatus })).data)).to.deep.equal([0]);
    const window = { createdFrom: '2026-01-01T00:00:01Z', createdTo: '2026-01-01T00:00:02.000Z' };
    expect(numbers((await list(window)).data)).to.deep.equal([5, 4, 3]);
  });

  it('refuses a cursor that no list returned, and names it', async () => {
    const error = await list({ cursor: 'bm9uc2Vuc2U' }).catch((thrown: unknown) => thrown);
    expect(error).to.have.nested.property('errors[0].path', 'cursor');
  });

  it('sets the timer of the next step and cancels the one that no longer applies', async () => {
    const timers = () =>
      server.database.query<{ type: string }>({ text: 'select type from eventing.timers where subject = $1', values: [idOf(2)] });
    const at = '2026-02-01T00:00:00.000Z';
    const paid = { amount: '1.20', currency: 'EUR' };
    const step = (command: { type: 'confirm'; paid: Paid } | { type: 'send' }) =>
      repository.change(idOf(2), (order: OrderState) => decide({ ...command, actor: 'order', at }, order));
    await step({ type: 'confirm', paid });
    expect(await timers()).to.deep.equal([{ type: 'order.dispatch-due' }]);
    await step({ type: 'send' });
    expect(await timers()).to.deep.equal([{ type: 'order.delivery-due' }]);
    await repository.change(idOf(2), (order) => decide({ type: 'cancel', reason: 'cancelled_by_user', actor: 'ada', at }, order));
    expect(await timers()).to.deep.equal([]);
  });
});
