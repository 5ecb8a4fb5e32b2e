import { expect } from 'chai';
import { applyTopology, planTopology, TopologyError } from '../../../src/index.js';
import { topologies } from '../../support/topologies.js';

describe('planTopology', function () {
  this.timeout(30_000);
  const { urls, topology, names, on, declareOther, declareClassic, fill, isThere } = topologies();

  const plan = () => planTopology(urls(), topology());
  const apply = () => applyTopology({ urls: urls(), topology: topology(), types: [] });
  const item = async (name: string) => (await plan()).find((each) => each.name === name);

  it('finds everything missing on an empty broker, and makes nothing of it', async () => {
    const { exchange, queue, deadLetters, waitQueue } = names();
    const missing = [exchange, deadLetters, queue, waitQueue(60_000)].map((name) => ({ name, state: 'create' }));
    for (const items of [await plan(), await plan()])
      expect(items.map(({ name, state }) => ({ name, state }))).to.deep.equal(missing);
    expect(await isThere(queue)).to.equal(false);
  });

  it('finds everything right after it was applied', async () => {
    await apply();
    await fill(names().queue, 3);
    await on(async (channel) => {
      await channel.consume(names().deadLetters, () => undefined);
      expect((await plan()).map(({ state, messages, consumers }) => ({ state, messages, consumers }))).to.deep.equal([
        { state: 'ok', messages: undefined, consumers: undefined },
        { state: 'ok', messages: 0, consumers: 1 },
        { state: 'ok', messages: 3, consumers: 0 },
        { state: 'ok', messages: 0, consumers: 0 },
      ]);
    });
  });

  it('names every argument that differs, with what it is and what is wanted', async () => {
    const { queue, deadLetters } = names();
    await declareOther(queue, { 'x-delivery-limit': 5, 'x-dead-letter-routing-key': 'elsewhere', 'x-message-ttl': 1_000_000 });
    expect((await item(queue))?.differences).to.have.deep.members([
      { argument: 'x-delivery-limit', current: 5, wanted: 20 },
      { argument: 'x-dead-letter-routing-key', current: 'elsewhere', wanted: deadLetters },
      { argument: 'x-message-ttl', current: 1_000_000, wanted: undefined },
    ]);
    expect(await item(queue)).to.include({ state: 'differs', messages: 0, consumers: 0 });
  });

  it('knows a classic queue', async () => {
    const { queue, deadLetters } = names();
    await declareClassic(deadLetters);
    await on((channel) =>
      channel.assertQueue(queue, { durable: false, autoDelete: true, arguments: { 'x-queue-mode': 'lazy' } }),
    );
    expect((await item(deadLetters))?.differences).to.deep.include({
      argument: 'x-queue-type',
      current: undefined,
      wanted: 'quorum',
    });
    expect((await item(queue))?.differences).to.deep.include.members([
      { argument: 'durable', current: false, wanted: true },
      { argument: 'auto_delete', current: true, wanted: false },
      { argument: 'x-queue-mode', current: 'lazy', wanted: undefined },
      { argument: 'x-queue-type', current: undefined, wanted: 'quorum' },
    ]);
  });

  it('understands words of the broker that are too long to end', async () => {
    const { queue } = names();
    const elsewhere = 'elsewhere'.repeat(9);
    await declareOther(queue, { 'x-dead-letter-routing-key': elsewhere, 'x-delivery-limit': 5 });
    expect((await item(queue))?.differences.map(({ current }) => current)).to.have.members([elsewhere, 5]);
  });

  it('tells of an exchange of another type, which is not for it to change', async () => {
    const { exchange } = names();
    await on((channel) => channel.assertExchange(exchange, 'fanout'));
    expect((await item(exchange))?.differences).to.deep.equal([{ argument: 'type', current: 'fanout', wanted: 'topic' }]);
    const refused = await apply().catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(TopologyError);
    expect(String(refused)).to.include(`exchange "${exchange}" has another type`);
  });

  it('says where no broker answers', async () => {
    const refused = await planTopology(['amqp://127.0.0.1:1', 'amqp://secret:secret@127.0.0.1:2'], topology()).catch(
      (error: unknown) => error,
    );
    expect(refused).to.be.instanceOf(TopologyError);
    expect(String(refused)).to.match(/127\.0\.0\.1:1: .*ECONNREFUSED.*; 127\.0\.0\.1:2/);
    expect(String(refused)).not.to.include('secret');
  });
});
