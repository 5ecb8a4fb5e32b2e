import { serviceNames } from '@ordermill/contracts';
import { defaultRetryPolicy, namesOf } from '@ordermill/eventing';
import { TcpProxy } from '@ordermill/eventing/testing';
import { connect } from 'amqplib';
import { expect } from 'chai';
import { skipWithoutBroker } from '../support/broker.js';
import { atEnd, cleanUp } from '../support/clean-up.js';
import { eventually } from '../support/client.js';
import { type DistributedMill, startMill } from '../support/distributed-mill.js';
import { expectDelivered } from '../support/histories.js';

/** The same server, by way of a proxy in front of it. */
const through = async (url: string): Promise<{ readonly proxy: TcpProxy; readonly url: string }> => {
  const proxied = new URL(url);
  const proxy = await TcpProxy.listen(Number(proxied.port));
  atEnd(() => proxy.close());
  proxied.port = String(proxy.port);
  return { proxy, url: proxied.href };
};

describe('An outage', function () {
  this.timeout(120_000);
  let mill: DistributedMill;
  let broker: TcpProxy;
  let database: TcpProxy;

  before(async function () {
    skipWithoutBroker(this);
    mill = await startMill({
      envOf: async (servers) => {
        const amqp = await through(servers.broker.url);
        const postgres = await through(servers.databaseUrl);
        [broker, database] = [amqp.proxy, postgres.proxy];
        const behind = { AMQP_URL: amqp.url };
        return { order: behind, voucher: behind, payment: { ...behind, DATABASE_URL: postgres.url } };
      },
    });
  });
  after(cleanUp);

  const place = async (count: number): Promise<readonly string[]> => {
    const orders = await Promise.all(
      Array.from({ length: count }, () => mill.client.place({ amount: 207, description: 'test' })),
    );
    return orders.map(({ id }) => id);
  };
  const readinessOf = async (url: string) => {
    const answer = await fetch(`${url}/health/ready`);
    const { checks } = (await answer.json()) as { readonly checks: Readonly<Record<string, string>> };
    return { status: answer.status, checks };
  };
  const lagOf = async (url: string): Promise<number> => {
    const text = await (await fetch(`${url}/metrics`)).text();
    return Number(/^ordermill_relay_pending_events\{.*\} (\d+)$/m.exec(text)?.[1]);
  };
  /** Messages that wait for another try, or for an operator. */
  const setAside = async (): Promise<number> => {
    const model = await connect(mill.broker.url);
    const channel = await model.createChannel();
    const queues = serviceNames.flatMap((service) => {
      const { deadLetters, waitQueue } = namesOf('ordermill', service);
      return [deadLetters, ...defaultRetryPolicy.delays.map(waitQueue)];
    });
    const counts = await Promise.all(queues.map((queue) => channel.checkQueue(queue)));
    await model.close();
    return counts.reduce((sum, { messageCount }) => sum + messageCount, 0);
  };

  for (const [how, begin, end] of [
    ['refuses connections', () => (database.refuse(), database.cut()), () => database.accept()],
    ['answers nothing any more', () => database.freeze(), () => database.thaw()],
  ] as const)
    it(`of a service whose database ${how} makes its messages wait where they are`, async () => {
      begin();
      const ids = await place(30);
      const { payment, order } = mill.urls;
      const unready = await eventually(
        () => readinessOf(payment),
        ({ status }) => status === 503,
      );
      expect(unready.checks).to.include({ consumer: 'ok' }).and.to.have.property('database').that.is.not.equal('ok');
      expect((await readinessOf(order)).status).to.equal(200);
      expect((await mill.client.order(ids[0] ?? '')).status).to.equal('created');
      expect(await setAside()).to.equal(0);
      end();
      await expectDelivered(mill, ids);
      expect(await setAside()).to.equal(0);
      await eventually(
        () => readinessOf(payment),
        ({ status }) => status === 200,
      );
    });

  for (const [how, begin, end] of [
    ['refuses connections', () => (broker.refuse(), broker.cut()), () => broker.accept()],
    ['answers nothing any more', () => broker.freeze(), () => broker.thaw()],
  ] as const)
    it(`of the broker that ${how} lets orders be placed, and shows what waits`, async () => {
      begin();
      const ids = await place(30);
      const { order } = mill.urls;
      expect(
        await eventually(
          () => lagOf(order),
          (pending) => pending === 30,
        ),
      ).to.equal(30);
      await eventually(
        () => readinessOf(order),
        ({ status }) => status === 503,
      );
      end();
      await expectDelivered(mill, ids);
      await eventually(
        () => lagOf(order),
        (pending) => pending === 0,
      );
      expect(await setAside()).to.equal(0);
      await eventually(
        () => readinessOf(order),
        ({ status }) => status === 200,
      );
    });
});
