import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { skipWithoutBroker } from '../support/broker.js';
import { cleanUp } from '../support/clean-up.js';
import { type DistributedMill, startMill } from '../support/distributed-mill.js';
import { expectDelivered, readHistories, withConnection } from '../support/histories.js';

describe('Crashes under load', function () {
  this.timeout(120_000);
  let mill: DistributedMill;
  const accepted: string[] = [];

  before(async function () {
    skipWithoutBroker(this);
    mill = await startMill({ replicas: 2, env: { DISPATCH_DELAY_MS: '20', DELIVERY_DELAY_MS: '20' } });
  });
  after(cleanUp);

  /** Asks again where a process died with the request in its hand: the order may be there all the same. */
  const place = async (): Promise<void> => {
    for (;;) {
      const answer = await mill.client.post({ amount: 207, description: 'test' });
      const body = JSON.parse(await answer.text()) as { readonly id: string };
      if (answer.status === 201) return void accepted.push(body.id);
      expect(answer.status).to.equal(503);
      await sleep(20);
    }
  };
  /** Places orders from five hands, as many as there are, and does what is to be done after some of them. */
  const placeAmid = async (count: number, events: Readonly<Record<number, () => Promise<unknown>>>): Promise<void> => {
    let placed = 0;
    const happening: Promise<unknown>[] = [];
    const hand = async (): Promise<void> => {
      while (placed < count) {
        placed += 1;
        happening.push(events[placed]?.() ?? Promise.resolve());
        await place();
      }
    };
    await Promise.all(Array.from({ length: 5 }, hand));
    await Promise.all(happening);
  };
  const expectAllDelivered = async (): Promise<void> => {
    const histories = await readHistories(mill.databaseUrl);
    await expectDelivered(mill, [...new Set([...accepted, ...histories.keys()])]);
  };

  it('of one replica of each service lose nothing and repeat nothing: the other goes on', async () => {
    await placeAmid(50, {
      10: () => mill.kill('payment'),
      20: () => mill.kill('order'),
      30: () => mill.kill('voucher'),
    });
    await expectAllDelivered();
  });

  it('of the only replica of each service lose nothing and repeat nothing: it goes on when it is back', async () => {
    await placeAmid(50, {
      10: () => mill.replace('payment', 1),
      20: () => mill.replace('order', 1),
      30: () => mill.replace('voucher', 1),
    });
    await expectAllDelivered();
  });

  it('of every connection to the database lose nothing and repeat nothing', async () => {
    const cut = () =>
      withConnection(mill.databaseUrl, (client) =>
        client.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname like 'ordermill_%'`),
      );
    await placeAmid(30, { 5: cut, 15: cut, 25: cut });
    await expectAllDelivered();
  });

  it('of the broker lose no accepted order: all are delivered when it is back', async () => {
    const back = new AbortController();
    const restart = async (): Promise<void> => {
      await mill.broker.kill();
      await mill.broker.start();
      back.abort();
    };
    const restarting = placeAmid(20, { 10: restart });
    while (!back.signal.aborted) {
      await place();
      await sleep(50);
    }
    await restarting;
    await expectAllDelivered();
  });
});
