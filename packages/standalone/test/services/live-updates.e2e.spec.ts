import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { skipWithoutBroker } from '../support/broker.js';
import { cleanUp } from '../support/clean-up.js';
import { clientOf, eventually } from '../support/client.js';
import { type DistributedMill, startMill, tokens } from '../support/distributed-mill.js';
import { listenAt, type LiveUpdate } from '../support/live-updates.js';

const life = ['order.created', 'payment.requested', 'payment.confirmed', 'order.confirmed', 'order.sent', 'order.delivered'];

describe('Live updates', function () {
  this.timeout(120_000);
  let mill: DistributedMill;

  before(async function () {
    skipWithoutBroker(this);
    mill = await startMill({ replicas: 2 });
  });
  after(cleanUp);

  const isOver = (updates: readonly LiveUpdate[], ids: readonly string[], each: number) =>
    eventually(
      () => Promise.resolve(updates.filter(({ orderId }) => ids.includes(orderId)).length),
      (count) => count >= ids.length * each,
    );
  const open = (headers: Record<string, string> = {}) =>
    fetch(`${mill.url}/api/orders/stream`, { headers: { Authorization: `Bearer ${tokens.user}`, ...headers } });

  it('tell of everything that happens to an order, in every service, each with the status after it', async () => {
    const { updates } = await listenAt(mill.url, tokens.user);
    const { id } = await mill.client.place({ amount: '10.00', description: 'test' });
    await isOver(updates, [id], life.length);
    expect(updates.map(({ type }) => type).toSorted()).to.deep.equal(life.toSorted());
    const own = updates.filter(({ type }) => type.startsWith('order.'));
    expect(own.map(({ status, version }) => `${status} ${version}`)).to.deep.equal([
      'created 1',
      'confirmed 2',
      'sent 3',
      'delivered 4',
    ]);
  });

  it('are for the owner alone, and only for whoever is known', async () => {
    const admins = await listenAt(mill.url, tokens.admin);
    const own = await listenAt(mill.url, tokens.user);
    const { id } = await mill.client.place({ amount: '10.00', description: 'test' });
    await isOver(own.updates, [id], life.length);
    expect(admins.updates).to.deep.equal([]);
    expect((await fetch(`${mill.url}/api/orders/stream`)).status).to.equal(401);
    const refused = await open({ 'Last-Event-ID': 'none of ours' });
    expect(refused.status).to.equal(400);
    expect(await refused.json()).to.have.nested.property('errors.0.path', 'Last-Event-ID');
  });

  it('go on after the id that was seen last, also from the very beginning', async () => {
    const { updates, close } = await listenAt(mill.url, tokens.user);
    const { id } = await mill.client.place({ amount: '10.00', description: 'test' });
    await isOver(updates, [id], life.length);
    close();
    const from = async (place: string | undefined, count: number): Promise<readonly LiveUpdate[]> => {
      const later = await listenAt(mill.url, tokens.user, place);
      await eventually(
        () => Promise.resolve(later.updates.length),
        (seen) => seen >= count,
      );
      return later.updates;
    };
    expect(await from(updates[1]?.id, updates.length - 2)).to.deep.equal(updates.slice(2));
    expect((await from('0-0', updates.length)).filter(({ orderId }) => orderId === id)).to.deep.equal(updates);
  });

  it('show every change once, of 500 orders, while the gateway is killed twice and each replica of the service once', async () => {
    const { updates, connections } = await listenAt(mill.url, tokens.user);
    const ids: string[] = [];
    // Straight to the services: a killed gateway is to interrupt the stream, not the orders.
    const clients = mill.urls.order.split(',').map((url) => clientOf(url, tokens.user));
    const placeAll = async (): Promise<void> => {
      for (let placed = 0; placed < 50; placed += 1) {
        const batch = Array.from({ length: 10 }, async (_, index) => {
          const body = { amount: '10.00', description: 'test' };
          const place = (which: number) => clients[which % 2]?.place(body).catch(() => undefined);
          return (await place(index)) ?? (await place(index + 1));
        });
        ids.push(...(await Promise.all(batch)).flatMap((order) => order?.id ?? []));
      }
    };
    const placing = placeAll();
    await sleep(500);
    await mill.replaceGateway();
    await mill.replace('order', 0);
    await mill.replaceGateway();
    await mill.replace('order', 1);
    await placing;
    expect(ids).to.have.length(500);
    await isOver(updates, ids, life.length);
    expect(connections()).to.be.above(2);
    const seen = new Map<string, string[]>(ids.map((id) => [id, []]));
    for (const { orderId, type } of updates) seen.get(orderId)?.push(type);
    for (const [id, types] of seen) expect(types.toSorted(), id).to.deep.equal(life.toSorted());
    expect(new Set(updates.map(({ id }) => id)).size).to.equal(updates.length);
  });

  it('keep nothing in memory for whoever does not read, and end when the service stops', async () => {
    const url = new URL('/api/orders/stream', mill.urls.order.split(',')[0]);
    const slow = request(url, { headers: { Authorization: `Bearer ${tokens.user}`, 'Last-Event-ID': '0-0' } }).end();
    const [answer] = (await once(slow, 'response')) as [IncomingMessage];
    answer.pause();
    const ended = new Promise((resolve) => answer.once('close', resolve));
    await mill.replace('order', 0);
    answer.on('error', () => undefined).resume();
    await ended;
  });
});
