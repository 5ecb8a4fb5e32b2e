import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { skipWithoutBroker } from '../support/broker.js';
import { atEnd, cleanUp } from '../support/clean-up.js';
import { type Client, clientOf, eventually } from '../support/client.js';
import { startServers, tokens } from '../support/distributed-mill.js';
import { freeBlock } from '../support/free-block.js';
import { declined, deliveredWithVoucher, expectDelivered, type History, readHistories } from '../support/histories.js';
import { startProgram, stopProcesses } from '../support/process.js';

const script = fileURLToPath(new URL('../../../../../scripts/start-services.mjs', import.meta.url));

/** Each of what is left of a history once its order was cancelled. */
const undone = {
  payment: [['payment.voided'], ['payment.requested', 'payment.confirmed', 'payment.refunded']],
  voucher: [['voucher.withheld'], ['voucher.issued', 'voucher.revoked']],
};

describe('start:services with two replicas of each', function () {
  this.timeout(60_000);
  let started: ReturnType<typeof startProgram>;
  let urls: readonly string[];
  let client: Client;
  let databaseUrl: string;

  before(async function () {
    skipWithoutBroker(this);
    const servers = await startServers();
    databaseUrl = servers.databaseUrl;
    atEnd(stopProcesses);
    const port = await freeBlock(14);
    const ports = [port, ...[1, 2, 3, 11, 12, 13].map((offset) => port + offset)];
    urls = ports.map((each) => `http://127.0.0.1:${each}`);
    started = startProgram(script, { ...servers.env, PORT: String(port), LOG_LEVEL: 'warn' }, [
      '--replicas=2',
      `--first-port=${port + 1}`,
    ]);
    client = clientOf(await started.says(/^ordermill ready on (http:\/\/localhost:\d+)$/m), tokens.user);
  });
  after(cleanUp);

  const place = async (amount: number | string, description: string) => (await client.place({ amount, description })).id;
  const endedOnce = async (ids: readonly string[], history: History): Promise<void> => {
    for (const id of ids) await client.reaching(id);
    const histories = await readHistories(databaseUrl);
    for (const id of ids) expect(histories.get(id), id).to.deep.equal(history);
  };

  it('takes an order to its delivery and gives one voucher', async () => {
    const id = await place(207, 'test top up e wallet');
    await expectDelivered({ client, databaseUrl }, [id]);
    expect(await client.payment(id)).to.include({ status: 'confirmed', amount: '207.00', currency: 'EUR' });
    const vouchers = await client.vouchersOf(id);
    expect(vouchers).to.have.length(1);
    expect(vouchers[0]).to.include({ amount: '5.00', currency: 'EUR', status: 'issued' });
  });

  it('takes thirty orders at once to their right ends', async () => {
    const thrice = await Promise.all(
      Array.from({ length: 10 }, () => Promise.all([place('100.01', 'test'), place('100.00', 'test'), place(207, 'xxx')])),
    );
    await expectDelivered(
      { client, databaseUrl },
      thrice.map(([earning]) => earning),
    );
    await endedOnce(
      thrice.map(([, modest]) => modest),
      { ...deliveredWithVoucher, voucher: [] },
    );
    await eventually(
      () => readHistories(databaseUrl),
      (found) => thrice.every(([, , unpaid]) => found.get(unpaid)?.voucher.length),
    );
    await endedOnce(
      thrice.map(([, , unpaid]) => unpaid),
      declined,
    );
    expect(await client.order(thrice[0]?.[2] ?? '')).to.include({ status: 'cancelled', cancelReason: 'payment_declined' });
  });

  it('never delivers what was cancelled, nor keeps its money, however cancel and payment race', async () => {
    const cancel = (id: string) => client.call(`/api/orders/${id}`, { method: 'DELETE' });
    const race = async (ms: number) => {
      const id = await place(207, 'test');
      await sleep(ms);
      const [first, second] = await Promise.all([cancel(id), cancel(id)]);
      expect(second.status).to.equal(first.status).and.to.be.oneOf([200, 409]);
      return { id, cancelled: first.status === 200 };
    };
    const races = await Promise.all(Array.from({ length: 20 }, (_, index) => race(index * 15)));
    expect(races.some(({ cancelled }) => cancelled)).to.equal(true);

    const settled = (history: History | undefined, cancelled: boolean): boolean => {
      const [payment = '', voucher = ''] = [history?.payment.at(-1), history?.voucher.at(-1)];
      return cancelled ? /voided|refunded/.test(payment) && /withheld|revoked/.test(voucher) : voucher !== '';
    };
    const histories = await eventually(
      () => readHistories(databaseUrl),
      (found) => races.every(({ id, cancelled }) => settled(found.get(id), cancelled)),
    );
    for (const { id, cancelled } of races) {
      const history = histories.get(id);
      if (!cancelled) expect(history, id).to.deep.equal(deliveredWithVoucher);
      else {
        expect(history?.order.indexOf('order.cancelled'), id).to.equal((history?.order.length ?? 0) - 1);
        expect(history?.payment, id).to.be.deep.oneOf(undone.payment);
        expect(history?.voucher, id).to.be.deep.oneOf(undone.voucher);
      }
    }
  });

  it('ends with 0 within ten seconds and leaves no process behind when it is asked to stop, twice', async () => {
    const began = performance.now();
    started.child.kill('SIGTERM');
    started.child.kill('SIGTERM');
    expect(await started.exited).to.equal(0);
    expect(performance.now() - began).to.be.below(10_000);
    const answers = await Promise.allSettled(urls.map((url) => fetch(`${url}/health/live`)));
    expect(answers.map(({ status }) => status)).to.deep.equal(urls.map(() => 'rejected'));
  });
});
