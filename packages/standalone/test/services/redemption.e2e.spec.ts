import type { OrderResponse, VoucherResponse } from '@ordermill/contracts';
import { expect } from 'chai';
import { skipWithoutBroker } from '../support/broker.js';
import { cleanUp } from '../support/clean-up.js';
import { eventually } from '../support/client.js';
import { type DistributedMill, startMill } from '../support/distributed-mill.js';
import { withDatabase } from '../support/histories.js';

const anHour = '3600000';

describe('Redeeming a voucher', function () {
  this.timeout(120_000);
  let mill: DistributedMill;

  before(async function () {
    skipWithoutBroker(this);
    mill = await startMill({ replicas: 2, env: { DELIVERY_DELAY_MS: anHour } });
  });
  after(cleanUp);

  const sent = new Set(['sent', 'cancelled']);
  const earn = async (): Promise<{ readonly earning: string; readonly voucher: VoucherResponse }> => {
    const { id } = await mill.client.place({ amount: 207, description: 'test' });
    const [voucher] = await eventually(
      () => mill.client.vouchersOf(id),
      ({ length }) => length === 1,
    );
    if (!voucher) throw new Error('no voucher was earned');
    return { earning: id, voucher };
  };
  const redeem = (voucherCode: string, body: object = {}): Promise<OrderResponse> =>
    mill.client.place({ amount: '20.00', description: 'test', voucherCode, ...body });
  const settled = (id: string) => mill.client.reaching(id, sent);
  const cancel = async (id: string): Promise<void> => {
    expect((await mill.client.call(`/api/orders/${id}`, { method: 'DELETE' })).status).to.equal(200);
  };
  const statusOf = async (code: string): Promise<string> => {
    const answer = await mill.client.call(`/api/vouchers/${code}`);
    return ((await answer.json()) as VoucherResponse).status;
  };
  /** The exact reason is in the history of the order. */
  const detailOf = (id: string): Promise<unknown> =>
    withDatabase(mill.databaseUrl, 'order', async (client) => {
      const { rows } = await client.query<{ detail: unknown }>(
        `select data -> 'detail' as detail from eventing.event_log where subject = $1 and type = 'order.cancelled'`,
        [id],
      );
      return rows[0]?.detail;
    });

  it('takes its value off what is charged, and earns nothing on that part', async () => {
    const { voucher } = await earn();
    const placed = await redeem(voucher.code, { amount: '104.00' });
    expect(placed).to.include({ status: 'created', voucherCode: voucher.code, discount: '0.00' });
    expect(await settled(placed.id)).to.include({
      status: 'sent',
      amount: '104.00',
      discount: '5.00',
      voucherCode: voucher.code,
    });
    expect(await mill.client.payment(placed.id)).to.include({ status: 'confirmed', amount: '99.00' });
    expect(await statusOf(voucher.code)).to.equal('redeemed');
    const other = await earn();
    expect(other.voucher.orderId).to.not.equal(placed.id);
    expect(await mill.client.vouchersOf(placed.id)).to.deep.equal([]);
  });

  it('confirms an order that costs nothing any more', async () => {
    const { voucher } = await earn();
    const { id } = await redeem(voucher.code, { amount: '3.00', description: 'xxx' });
    expect(await settled(id)).to.include({ status: 'sent', discount: '3.00' });
    expect(await mill.client.payment(id)).to.include({ status: 'confirmed', amount: '0.00' });
  });

  it('has one winner among ten orders at once; once that is cancelled it works again', async () => {
    const { voucher } = await earn();
    const placed = await Promise.all(Array.from({ length: 10 }, () => redeem(voucher.code)));
    const orders = await Promise.all(placed.map(({ id }) => settled(id)));
    const [winner, ...others] = orders.filter(({ status }) => status === 'sent');
    expect(others).to.deep.equal([]);
    for (const order of orders.filter(({ id }) => id !== winner?.id)) {
      expect(order).to.include({ status: 'cancelled', cancelReason: 'voucher_rejected', discount: '0.00' });
      expect(await detailOf(order.id)).to.equal('already_redeemed');
    }
    await cancel(winner?.id ?? '');
    await eventually(
      () => statusOf(voucher.code),
      (status) => status === 'issued',
    );
    expect(await settled((await redeem(voucher.code)).id)).to.include({ status: 'sent', discount: '5.00' });
  });

  it('is refused for a reason', async () => {
    const { earning, voucher } = await earn();
    const refused = async (client: typeof mill.client, code: string, body: object = {}): Promise<unknown> => {
      const { id } = await client.place({ amount: '20.00', description: 'test', voucherCode: code, ...body });
      expect(await client.reaching(id, sent)).to.include({ status: 'cancelled', cancelReason: 'voucher_rejected' });
      return detailOf(id);
    };
    expect(await refused(mill.client, 'nonsense')).to.equal('unknown');
    expect(await refused(mill.admin, voucher.code)).to.equal('not_yours');
    expect(await refused(mill.client, voucher.code, { currency: 'USD' })).to.equal('wrong_currency');
    await cancel(earning);
    await eventually(
      () => statusOf(voucher.code),
      (status) => status === 'revoked',
    );
    expect(await refused(mill.client, voucher.code)).to.equal('revoked');
  });

  it('ends with the voucher when the order that earned it is cancelled, even while it is redeemed', async () => {
    const { earning, voucher } = await earn();
    const redeeming = await settled((await redeem(voucher.code)).id);
    await cancel(earning);
    expect(await statusOf(voucher.code)).to.equal('redeemed');
    await cancel(redeeming.id);
    await eventually(
      () => statusOf(voucher.code),
      (status) => status === 'revoked',
    );
  });

  it('expires while nobody has it', async () => {
    const { earning, voucher } = await earn();
    await withDatabase(mill.databaseUrl, 'voucher', (client) =>
      client.query(`update eventing.timers set due = now() where key = $1`, [`expiry-${earning}`]),
    );
    await eventually(
      () => statusOf(voucher.code),
      (status) => status === 'expired',
    );
    const order = await settled((await redeem(voucher.code)).id);
    expect(order).to.include({ status: 'cancelled', cancelReason: 'voucher_rejected' });
    expect(await detailOf(order.id)).to.equal('expired');
  });

  it('takes no empty code, and knows a code in any case', async () => {
    expect((await mill.client.post({ amount: 1, voucherCode: ' ' })).status).to.equal(400);
    const { voucher } = await earn();
    expect(await settled((await redeem(` ${voucher.code.toLowerCase()} `)).id)).to.include({ status: 'sent', discount: '5.00' });
  });
});
