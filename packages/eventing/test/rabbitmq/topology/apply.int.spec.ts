import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { applyTopology, type ApplyOptions, type MoveProgress, planTopology } from '../../../src/index.js';
import { Arrivals } from '../../../src/testing/index.js';
import { topologies } from '../../support/topologies.js';

const waiting = 1_000;

describe('applyTopology', function () {
  this.timeout(60_000);
  const { urls, topology, names, on, declareOther, declareClassic, fill, take, count, isThere } = topologies();

  const apply = async (options: Partial<ApplyOptions> = {}) => {
    const steps: string[] = [];
    await applyTopology({
      urls: urls(),
      topology: topology(),
      types: [],
      watchMs: 0,
      onStep: (step) => steps.push(step),
      ...options,
    });
    return steps;
  };
  const isRight = async () => (await planTopology(urls(), topology())).every(({ state }) => state === 'ok');
  const publish = (type: string) =>
    on(async (channel) => {
      channel.publish(names().exchange, type, Buffer.from(type));
      await channel.waitForConfirms();
    });

  it('makes what is missing, and nothing of what is there', async () => {
    const made = (await apply()).filter((step) => step.includes('created'));
    expect(made.length).to.equal(4);
    expect(await apply()).to.deep.equal([]);
    expect(await isRight()).to.equal(true);
    await publish('stock.moved');
    expect((await count(names().queue)).messageCount).to.equal(1);
  });

  it('moves what waits in a queue that differs, each once, in order, with all that came with it', async () => {
    const { queue } = names();
    await declareOther(queue, { 'x-delivery-limit': 5, 'x-message-ttl': 3_600_000 });
    const headers = {
      text: 'ä',
      flag: true,
      big: 2 ** 40,
      part: 0.5,
      list: [1, 'two'],
      table: { deep: null },
      'x-death': [{ count: 1 }],
    };
    const properties = {
      contentType: 'a/b',
      contentEncoding: 'c',
      correlationId: 'd',
      replyTo: 'e',
      priority: 3,
      appId: 'g',
      userId: 'guest',
    };
    await fill(queue, waiting, (n) => ({ headers: { ...headers, n }, ...properties, type: 'f', timestamp: 1_700_000_000 + n }));
    const seen: MoveProgress[] = [];
    await apply({ onProgress: (progress) => seen.push(progress) });

    expect(await isRight()).to.equal(true);
    expect(seen.length).to.equal(2 * waiting);
    expect(seen[waiting - 1]).to.deep.equal({ from: queue, to: `${queue}.swap`, moved: waiting, total: waiting });
    const messages = await take(queue);
    expect(messages.map(({ content }) => content.toString())).to.deep.equal(
      Array.from({ length: waiting }, (_, n) => `message ${n}`),
    );
    const { properties: kept } = messages[7] ?? {};
    expect(kept).to.deep.include({ ...properties, type: 'f', timestamp: 1_700_000_007, messageId: '7', deliveryMode: 2 });
    expect(kept?.headers).to.deep.equal({ ...headers, n: 7 });
  });

  it('makes a classic queue a quorum queue, and takes back what its last consumer had in hand', async () => {
    const { queue } = names();
    await declareClassic(queue);
    await fill(queue, 20);
    await on(async (channel) => {
      await channel.prefetch(10);
      const { consumerTag } = await channel.consume(queue, () => undefined);
      while ((await channel.checkQueue(queue)).messageCount > 10) await new Promise((resolve) => setImmediate(resolve));
      await channel.cancel(consumerTag); // as a service does that drains
      const moved = new Arrivals<MoveProgress>();
      const applied = apply({ watchMs: 1_000, onProgress: (progress) => moved.add(progress) });
      await moved.count(10);
      await sleep(300);
      await channel.close();
      await applied;
    });
    expect((await take(queue)).length).to.equal(20);
    expect(await isRight()).to.equal(true);
  });

  it('makes dead letters and wait queues anew', async () => {
    const { deadLetters, waitQueue } = names();
    await declareClassic(deadLetters);
    await declareOther(waitQueue(60_000), { 'x-dead-letter-strategy': 'at-most-once' });
    await fill(deadLetters, 30);
    await fill(waitQueue(60_000), 30, () => ({ expiration: '600000' }));
    await apply();
    expect(await isRight()).to.equal(true);
    for (const queue of [deadLetters, waitQueue(60_000)]) expect((await take(queue)).length).to.equal(30);
  });

  it('lets nothing expire into a queue while that is away', async () => {
    const { queue, waitQueue } = names();
    await apply();
    await on((channel) => channel.deleteQueue(queue));
    await declareOther(queue, { 'x-delivery-limit': 5 });
    await fill(queue, 300);
    await fill(waitQueue(60_000), 1_000, (n) => ({ expiration: String(100 + n) }));
    await apply();
    while ((await count(queue)).messageCount < 1_300) await sleep(50);
  });

  for (const [who, queue] of [
    ['its service runs', () => names().queue],
    ['somebody reads it', () => names().deadLetters],
  ] as const)
    it(`changes nothing of dead letters while ${who}`, async () => {
      await apply();
      await on((channel) => channel.deleteQueue(names().deadLetters));
      await declareOther(names().deadLetters, { 'x-delivery-limit': 5 });
      await on(async (channel) => {
        await channel.consume(queue(), () => undefined);
        const refused = await apply().catch(String);
        expect(refused).to.equal(`TopologyError: queue "${queue()}" has consumers: stop the one service first; its events wait`);
      });
      expect(await isThere(`${names().deadLetters}.swap`)).to.equal(false);
      await apply();
      expect(await isRight()).to.equal(true);
    });

  it('refuses while a service that drains has messages in hand', async () => {
    await declareOther(names().queue, { 'x-delivery-limit': 5 });
    await fill(names().queue, 2);
    await on(async (channel) => {
      await channel.prefetch(1);
      const { consumerTag } = await channel.consume(names().queue, () => undefined);
      await channel.cancel(consumerTag);
      expect(await apply().catch(String)).to.include('has consumers');
    });
  });

  it('unbinds a queue from the types that its service consumes no more', async () => {
    await apply();
    const { queue, exchange } = names();
    await on((channel) => channel.bindQueue(queue, exchange, 'a.old'));
    const steps = await apply({ types: ['stock.moved', 'day.ended', 'a.old', 'a.other'] });
    expect(steps).to.deep.equal([`${queue}: unbound from what its service does not consume (a.old, a.other)`]);
    await publish('a.old');
    await publish('day.ended');
    expect((await count(queue)).messageCount).to.equal(1);
  });

  it('does not begin while somebody goes through the dead letters, and may redrive them into the queue', async () => {
    const { queue, deadLetters } = names();
    await declareOther(queue, { 'x-delivery-limit': 5 });
    await on(async (channel) => {
      await channel.assertQueue(`${deadLetters}.operator`, { exclusive: true, durable: false });
      expect(await apply().catch(String)).to.match(new RegExp(`^TopologyError: ${deadLetters}: Somebody else`));
    });
    expect(await isThere(`${queue}.swap`)).to.equal(false);
    await apply();
  });

  it('keeps what the broker does not take', async () => {
    const { queue } = names();
    await declareOther(queue, { 'x-delivery-limit': 5 });
    await fill(queue, waiting);
    await declareOther(`${queue}.swap`, { 'x-max-length': 100 });
    expect(await apply().catch(String)).to.equal(`TopologyError: RabbitMQ has not taken a message for queue "${queue}.swap"`);
    const left = [...(await take(queue)), ...(await take(`${queue}.swap`))];
    expect(new Set(left.map(({ properties }) => String(properties.messageId))).size).to.equal(waiting);
  });

  it('is done by one at a time', async () => {
    await declareOther(names().queue, { 'x-delivery-limit': 5 });
    await fill(names().queue, waiting);
    const { namespace } = topology();
    await on(async (channel) => {
      await channel.assertQueue(`${namespace}.topology.lock`, { exclusive: true, durable: false });
      expect(await apply().catch(String)).to.equal(`TopologyError: somebody else is changing the topology of ${namespace}`);
    });
    await Promise.all([apply(), apply()]);
    expect((await take(names().queue)).length).to.equal(waiting);
  });

  it('stops when it is interrupted, and goes on when it is run again', async () => {
    const { queue } = names();
    await declareOther(queue, { 'x-delivery-limit': 5 });
    await fill(queue, waiting);
    const interrupt = new AbortController();
    const onProgress = ({ moved }: MoveProgress): void => {
      if (moved === 500) interrupt.abort();
    };
    const stopped = await apply({ signal: interrupt.signal, onProgress }).catch((error: unknown) => error);
    expect((stopped as Error).name).to.equal('AbortError');
    const left = (await planTopology(urls(), topology())).find(({ state }) => state === 'unfinished');
    expect(left).to.include({ name: `${queue}.swap` });
    expect(left?.messages).to.be.at.least(500);
    await apply();
    expect(new Set((await take(queue)).map(({ properties }) => String(properties.messageId))).size).to.equal(waiting);
    expect(await isRight()).to.equal(true);
  });
});
