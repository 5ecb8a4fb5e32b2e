import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect } from 'chai';
import { stub } from 'sinon';
import type { Outcome, Processor } from '../../src/index.js';
import { Arrivals } from '../../src/testing/index.js';
import { publishSurely, testEvent } from '../../src/testing/conformance/events.js';
import { rabbitmqBuses } from '../support/rabbitmq-buses.js';
import { untilWaiting, urlThrough, withChannel } from '../support/rabbitmq.js';

const failure = { reason: 'exhausted', error: 'Error: no', stack: '', tries: 1 } as const;
const event = (n = 1) => testEvent('stock.moved', 'one', n);

describe('RabbitMqEventBus', function () {
  this.timeout(30_000);
  const { open, running, names } = rabbitmqBuses();

  const subscribe = async (
    bus: ReturnType<typeof open>['bus'],
    answer: (rounds: number) => Outcome = () => ({ type: 'done' }),
  ) => {
    const rounds = new Arrivals<number>();
    const process: Processor = (messages) => {
      for (const message of messages) rounds.add(message.rounds);
      return Promise.resolve(messages.map((message) => answer(message.rounds)));
    };
    const consumer = await bus.subscribe({ service: 'one', patterns: ['#'], process, batchSize: 10 });
    return { consumer, rounds };
  };

  /** Deletes a queue past the bus, as an operator may. */
  const deleteQueue = (queue: string) => withChannel(running().node.url, (channel) => channel.deleteQueue(queue));

  it('keeps a message whose wait queue is gone, and declares the queue again', async () => {
    const { bus, errors } = open();
    const { rounds } = await subscribe(bus, (round) =>
      round === 0 ? { type: 'retry', delay: { tier: 50, ms: 50 }, failure } : { type: 'done' },
    );
    await bus.publish(event());
    await rounds.count(2);
    await deleteQueue(names().waitQueue(50));
    await bus.publish(event());
    expect(await rounds.count(4)).to.deep.equal([0, 1, 0, 1]);
    expect(String(errors.all[0])).to.equal(`Unroutable: RabbitMQ has no queue "${names().waitQueue(50)}"`);
  });

  it('keeps a dead letter whose queue is gone, and declares the queue again', async () => {
    const { bus } = open();
    const { rounds } = await subscribe(bus, () => ({ type: 'park', failure }));
    await bus.publish(event(1));
    await rounds.count(1);
    await deleteQueue(names().deadLetters);
    await bus.publish(event(2));
    await untilWaiting(running().node.url, names().deadLetters, 1);
  });

  it('makes a wait queue for a delay that its topology did not name', async () => {
    const { bus } = open();
    const { rounds } = await subscribe(bus, (round) =>
      round === 0 ? { type: 'retry', delay: { tier: 70, ms: 70 }, failure } : { type: 'done' },
    );
    await bus.publish(event());
    expect(await rounds.count(2)).to.deep.equal([0, 1]);
  });

  it('attaches again when its queue was deleted', async () => {
    const { bus, errors } = open();
    const { consumer, rounds } = await subscribe(bus);
    await bus.publish(event(1));
    await rounds.count(1);
    expect(consumer.attached).to.equal(true);
    await deleteQueue(names().queue);
    await errors.count(1);
    while (!consumer.attached) await new Promise((resolve) => setImmediate(resolve));
    await bus.publish(event(2));
    await rounds.count(2);
    expect(String(errors.all[0])).to.include('its queue is gone');
  });

  it('rejects what was not confirmed when the connection is lost, and publishes the rest on the next', async () => {
    const { bus } = open({ window: 2 });
    await bus.publish(event(0));
    running().proxy.mute();
    const published = [1, 2, 3, 4].map((n) => bus.publish(testEvent('stock.moved', `subject-${n}`, n)));
    const results = Promise.allSettled(published);
    await untilWaiting(running().node.url, names().queue, 3);
    running().proxy.cut();
    expect((await results).map(({ status }) => status)).to.deep.equal(['rejected', 'rejected', 'fulfilled', 'fulfilled']);
  });

  it('waits for a broker that is not there yet, and connects to the first that is', async () => {
    const random = stub(Math, 'random').returns(0);
    const { bus, errors } = open({ urls: ['amqp://127.0.0.1:1', running().node.url] });
    random.restore();
    await bus.publish(event());
    expect(String(errors.all[0])).to.include('ECONNREFUSED');
  });

  it('leaves a broker that has fallen silent, and goes on with another', async () => {
    const { node, proxy } = running();
    const silent = new URL(urlThrough(proxy, node));
    silent.searchParams.set('heartbeat', '1');
    const random = stub(Math, 'random').returns(0);
    const { bus, errors } = open({ urls: [silent.href, node.url] });
    const { consumer, rounds } = await subscribe(bus);
    random.restore();
    await bus.publish(event(1));
    await rounds.count(1);
    proxy.mute();
    await publishSurely(bus, [event(2)]);
    await rounds.count(2);
    expect(consumer.attached).to.equal(true);
    expect(errors.all.map((error) => String((error as Error).cause))).to.include('Error: Heartbeat timeout');
  });

  it('closes at once while it connects, and rejects what waits', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { bus } = open({ urls: [`amqp://127.0.0.1:${(silent.address() as AddressInfo).port}`] });
    const connected = once(silent, 'connection');
    const { consumer } = await subscribe(bus);
    const published = bus.publish(event()).then(
      () => 'published',
      () => 'rejected',
    );
    await connected;
    const began = performance.now();
    await bus.close();
    expect(performance.now() - began).to.be.below(1_000);
    expect(await published).to.equal('rejected');
    expect(consumer.attached).to.equal(false);
    silent.close();
  });

  it('refuses a URL that is none', () => {
    expect(() => open({ urls: ['localhost'] })).to.throw(TypeError);
  });

  it('gives a message up to its dead letters when it was put back too often', async () => {
    const { bus } = open();
    const { rounds } = await subscribe(bus, () => ({ type: 'release' }));
    await bus.publish(event());
    await untilWaiting(running().node.url, names().deadLetters, 1);
    expect(rounds.all.length).to.equal(21);
  });
});
