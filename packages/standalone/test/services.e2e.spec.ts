import type { OrderResponse } from '@ordermill/contracts';
import { expect } from 'chai';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type * as Scripts from '../../../scripts/rabbitmq.mjs';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/embedded-postgres.js';
import { type Client, clientOf, eventually } from './support/client.js';
import { startProcess, stopProcesses } from './support/process.js';

const scripts = (await import(new URL('../../../../scripts/rabbitmq.mjs', import.meta.url).href)) as typeof Scripts;

const delivered = new Set(['delivered']);

describe('Services as processes on RabbitMQ, two replicas of each', function () {
  this.timeout(120_000);
  let dataDir: string;
  let postgres: EmbeddedPostgres | undefined;
  let broker: Scripts.PrivateRabbitmq | undefined;
  let client: Client;
  let replicas: readonly ReturnType<typeof startProcess>[];

  before(async function () {
    if (!scripts.canStartRabbitmq() && !process.env['CI']) return this.skip();
    dataDir = await mkdtemp(join(tmpdir(), 'ordermill-services-'));
    [postgres, broker] = await Promise.all([startEmbeddedPostgres({ dataDir }), scripts.startRabbitmq()]);
    const env = {
      PORT: '0',
      DATABASE_URL: postgres.url,
      AMQP_URL: broker.url,
      AUTH_STATIC_TOKENS: 'thisisajwttoken=demo',
      DISPATCH_DELAY_MS: '0',
      DELIVERY_DELAY_MS: '0',
    };
    const [order, payment, voucher] = await Promise.all(
      ['order', 'payment', 'voucher'].map(async (name) => {
        const pair = [startProcess(`${name}-service`, env), startProcess(`${name}-service`, env)];
        const ports = await Promise.all(pair.map(({ says }) => says(/"port":(\d+)/)));
        await Promise.all(pair.map(({ says }) => says(/"msg":"ready"/)));
        return { pair, urls: ports.map((port) => `http://127.0.0.1:${port}`).join() };
      }),
    );
    replicas = [order, payment, voucher].flatMap((service) => service?.pair ?? []);
    const urls = { ORDER_URL: order?.urls ?? '', PAYMENT_URL: payment?.urls ?? '', VOUCHER_URL: voucher?.urls ?? '' };
    const gateway = startProcess('gateway', { PORT: '0', ...urls });
    client = clientOf(`http://127.0.0.1:${await gateway.says(/"port":(\d+)/)}`);
  });

  after(async () => {
    await stopProcesses();
    await broker?.kill();
    await postgres?.stop();
    if (dataDir) await rm(dataDir, { recursive: true });
  });

  const expectOneVoucher = async (id: string): Promise<void> => {
    const vouchers = await eventually(
      () => client.vouchersOf(id),
      (found) => found.length > 0,
    );
    expect(vouchers, id).to.have.length(1);
  };

  it('take orders to their ends', async () => {
    const paid = await client.place({ amount: 207, description: 'test top up e wallet' });
    const unpaid = await client.place({ amount: 207, description: 'xxx' });
    expect(await client.reaching(paid.id)).to.include({ status: 'delivered', version: 4 });
    await expectOneVoucher(paid.id);
    expect(await client.reaching(unpaid.id)).to.include({ status: 'cancelled', cancelReason: 'payment_declined' });
  });

  it('deliver what was accepted while the broker was away, once it is back', async () => {
    await broker?.stop();
    const { id } = await client.place({ amount: 207, description: 'test' });
    expect((await client.order(id)).status).to.equal('created');
    await broker?.start();
    expect(await client.reaching(id)).to.include({ status: 'delivered', version: 4 });
    await expectOneVoucher(id);
  });

  it('lose nothing and do nothing twice when one replica of each is killed amid the work', async () => {
    const accepted: string[] = [];
    const placing = Array.from({ length: 40 }, async (_, index) => {
      if (index === 20) for (const { child } of replicas.filter((_replica, at) => at % 2 === 0)) child.kill('SIGKILL');
      const answer = await client.post({ amount: 207, description: 'test' });
      // A replica that dies with a request in its hand leaves the gateway without an answer.
      if (answer.status === 201) accepted.push((JSON.parse(await answer.text()) as OrderResponse).id);
      else expect(answer.status).to.equal(503);
    });
    await Promise.all(placing);
    expect(accepted.length).to.be.above(10);
    for (const id of accepted) {
      expect(await client.reaching(id, delivered)).to.include({ version: 4 });
      await expectOneVoucher(id);
    }
  });

  it('drain and exit with 0 when they are asked to stop', async () => {
    expect(await stopProcesses()).to.deep.equal([0, 0, 0, 0]);
  });
});
