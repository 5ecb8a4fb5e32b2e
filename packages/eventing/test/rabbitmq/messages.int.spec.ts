import { expect } from 'chai';
import type { Outcome, Processor } from '../../src/index.js';
import { Arrivals } from '../../src/testing/index.js';
import { testEvent } from '../../src/testing/conformance/events.js';
import { rabbitmqBuses } from '../support/rabbitmq-buses.js';
import { peek, untilWaiting, withChannel } from '../support/rabbitmq.js';

const failure = { reason: 'exhausted', error: 'Error: no', stack: 'Error: no\n  at home', tries: 3 } as const;

describe('messages on RabbitMQ', function () {
  this.timeout(30_000);
  const { open, running, names } = rabbitmqBuses();

  /** Subscribes to what comes, and answers every message the same way. */
  const subscribe = async (answer: (rounds: number) => Outcome) => {
    const rounds = new Arrivals<number>();
    const { bus } = open();
    const process: Processor = async (messages) =>
      messages.map((message) => {
        rounds.add(message.rounds);
        return answer(message.rounds);
      });
    await bus.subscribe({ service: 'one', patterns: ['#'], process, batchSize: 10 });
    return { bus, rounds };
  };

  it('are CloudEvents whose properties name id, type and flow', async () => {
    const { bus } = open();
    const event = testEvent('stock.moved', 'one', 1);
    await bus.publish(event);
    const [message] = await withChannel(running().node.url, (channel) => peek(channel, names().queue, 1));
    expect(message?.fields).to.include({ exchange: names().exchange, routingKey: 'stock.moved' });
    expect(message?.properties).to.include({
      contentType: 'application/cloudevents+json',
      messageId: event.id,
      type: 'stock.moved',
      correlationId: event.correlationid,
      timestamp: Math.floor(Date.parse(event.time) / 1000),
      deliveryMode: 2,
    });
    expect(JSON.parse(message?.content.toString() ?? '')).to.deep.equal(event);
  });

  it('are published though their flow has a name that AMQP has no room for', async () => {
    const { bus } = open();
    await bus.publish({ ...testEvent('stock.moved', 'one', 1), correlationid: 'é'.repeat(200), time: 'long ago' });
    const [message] = await withChannel(running().node.url, (channel) => peek(channel, names().queue, 1));
    expect(message?.properties.correlationId).to.equal(undefined);
    expect(message?.properties.timestamp).to.equal(undefined);
  });

  it('say as dead letters what went wrong, where, how often and when', async () => {
    const { bus } = await subscribe((rounds) =>
      rounds === 0 ? { type: 'retry', delay: { tier: 50, ms: 45 }, failure } : { type: 'park', failure },
    );
    const event = testEvent('stock.moved', 'one', 1);
    const before = Date.now();
    await bus.publish(event);
    await withChannel(running().node.url, async (channel) => {
      await untilWaiting(running().node.url, names().deadLetters, 1);
      const [letter] = await peek(channel, names().deadLetters, 1);
      const headers: Readonly<Record<string, unknown>> = letter?.properties.headers ?? {};
      expect(headers).to.include({
        'x-ordermill-reason': 'exhausted',
        'x-ordermill-error': 'Error: no',
        'x-ordermill-stack': 'Error: no\n  at home',
        'x-ordermill-origin': names().queue,
        'x-ordermill-exchange': names().exchange,
        'x-ordermill-routing-key': 'stock.moved',
        'x-ordermill-tries': 3,
        'x-ordermill-rounds': 2,
      });
      const times = ['first-failed-at', 'failed-at'].map((name) => Date.parse(String(headers[`x-ordermill-${name}`])));
      expect((times[1] ?? NaN) - (times[0] ?? NaN)).to.be.at.least(44);
      expect(times[0]).to.be.at.least(before);
      expect(letter?.properties).to.include({ messageId: event.id, type: 'stock.moved', deliveryMode: 2 });
    });
  });

  it('from strangers are copied without their headers, and to nowhere else', async () => {
    const { rounds } = await subscribe((round) =>
      round < 2 ? { type: 'retry', delay: { tier: 50, ms: 50 }, failure } : { type: 'park', failure },
    );
    await withChannel(running().node.url, async (channel) => {
      const { queue: elsewhere } = await channel.assertQueue('', { exclusive: true });
      await channel.checkQueue(names().queue);
      const headers = {
        CC: [elsewhere],
        big: 'x'.repeat(50_000),
        'x-ordermill-rounds': 'abc',
        'x-ordermill-first-failed-at': 'never',
      };
      channel.publish('', names().queue, Buffer.from('?'), {
        headers: { ...headers, CC: undefined },
        CC: [elsewhere],
        contentType: 'text/plain',
        timestamp: 2 ** 63,
      });
      expect(await rounds.count(3)).to.deep.equal([0, 1, 2]);
      await untilWaiting(running().node.url, names().deadLetters, 1);
      expect((await channel.checkQueue(elsewhere)).messageCount).to.equal(1);
      const [letter] = await peek(channel, names().deadLetters, 1);
      expect(letter?.properties.headers).not.to.have.any.keys('CC', 'big');
      expect(letter?.properties.contentType).to.equal('text/plain');
    });
  });
});
