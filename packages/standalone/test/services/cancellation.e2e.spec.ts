import type { OrderResponse } from '@ordermill/contracts';
import { expect } from 'chai';
import { skipWithoutBroker } from '../support/broker.js';
import { cleanUp } from '../support/clean-up.js';
import { eventually } from '../support/client.js';
import { type DistributedMill, startMill } from '../support/distributed-mill.js';
import { deliveredWithVoucher, type History, readHistories, withDatabase } from '../support/histories.js';

const anHour = '3600000';

describe('Cancelling an order', function () {
  this.timeout(60_000);
  let mill: DistributedMill;

  before(async function () {
    skipWithoutBroker(this);
    mill = await startMill({ env: { DISPATCH_DELAY_MS: anHour, DELIVERY_DELAY_MS: anHour } });
  });
  after(cleanUp);

  const place = async (paymentMode: string) => (await mill.client.place({ amount: 207, description: 'test', paymentMode })).id;
  const pending = async (): Promise<string> => {
    const id = await place('manual');
    await historyOf(id, ({ payment }) => payment.includes('payment.requested'));
    return id;
  };
  const confirmed = async (): Promise<string> => {
    const id = await place('auto');
    await mill.client.reaching(id, new Set(['confirmed']));
    return id;
  };
  const sent = async (): Promise<string> => {
    const id = await confirmed();
    expect((await mill.admin.call(`/api/orders/${id}/send`, { method: 'POST' })).status).to.equal(200);
    await historyOf(id, ({ voucher }) => voucher.includes('voucher.issued'));
    return id;
  };
  const delivered = async (): Promise<string> => {
    const id = await sent();
    await inOrders('update eventing.timers set due = now() where subject = $1', id);
    await mill.client.reaching(id);
    return id;
  };

  const inOrders = (sql: string, id: string) => withDatabase(mill.databaseUrl, 'order', (client) => client.query(sql, [id]));
  const historyOf = async (id: string, settled: (history: History) => boolean): Promise<History | undefined> => {
    const histories = await eventually(
      () => readHistories(mill.databaseUrl),
      (found) => settled(found.get(id) ?? { order: [], payment: [], voucher: [] }),
    );
    return histories.get(id);
  };
  const cancel = async (id: string) => {
    const answer = await mill.client.call(`/api/orders/${id}`, { method: 'DELETE' });
    const body = JSON.parse(await answer.text()) as OrderResponse;
    return { status: answer.status, etag: answer.headers.get('etag'), body };
  };

  const refund = { amount: '207.00', status: 'succeeded', reason: 'order_cancelled' };
  const cases = [
    {
      state: 'created',
      reach: pending,
      history: {
        order: ['order.created', 'order.cancelled'],
        payment: ['payment.requested', 'payment.voided'],
        voucher: ['voucher.withheld'],
      },
      payment: { status: 'voided', refunds: [] },
      vouchers: [],
    },
    {
      state: 'confirmed',
      reach: confirmed,
      history: {
        order: ['order.created', 'order.confirmed', 'order.cancelled'],
        payment: ['payment.requested', 'payment.confirmed', 'payment.refunded'],
        voucher: ['voucher.withheld'],
      },
      payment: { status: 'refunded', refunds: [refund] },
      vouchers: [],
    },
    {
      state: 'sent',
      reach: sent,
      history: {
        order: ['order.created', 'order.confirmed', 'order.sent', 'order.cancelled'],
        payment: ['payment.requested', 'payment.confirmed', 'payment.refunded'],
        voucher: ['voucher.issued', 'voucher.revoked'],
      },
      payment: { status: 'refunded', refunds: [refund] },
      vouchers: ['revoked'],
    },
  ];

  for (const { state, reach, history, payment, vouchers } of cases)
    it(`that is ${state} undoes what was done, once, however often it is asked for`, async () => {
      const id = await reach();
      expect(await mill.client.order(id)).to.include({ status: state });
      const answers = [await cancel(id), ...(await Promise.all([cancel(id), cancel(id)]))];
      for (const answer of answers) expect(answer).to.deep.equal(answers[0]).and.to.include({ status: 200 });
      expect(answers[0]?.body).to.include({ status: 'cancelled', cancelReason: 'cancelled_by_user' });

      const settled = await historyOf(
        id,
        ({ payment: paid, voucher }) => paid.length >= history.payment.length && voucher.length >= history.voucher.length,
      );
      expect(settled).to.deep.equal(history);
      const { status, refunds } = await mill.client.payment(id);
      expect({ status, refunds: refunds.map(({ id: _id, createdAt: _createdAt, ...rest }) => rest) }).to.deep.equal(payment);
      expect((await mill.client.vouchersOf(id)).map((voucher) => voucher.status)).to.deep.equal(vouchers);
      expect((await inOrders('select from eventing.timers where subject = $1', id)).rowCount).to.equal(0);
    });

  it('that is delivered is refused, and changes nothing', async () => {
    const id = await delivered();
    const { status, body } = await cancel(id);
    expect({ ...body, status }).to.include({ status: 409, code: 'order_not_cancellable' });
    expect(await mill.client.order(id)).to.include({ status: 'delivered', version: 4 });
    expect(await historyOf(id, () => true)).to.deep.equal(deliveredWithVoucher);
  });
});
