import type { Options } from 'amqplib';
import { expect } from 'chai';
import type { Outcome } from '../../src/index.js';
import { Arrivals } from '../../src/testing/index.js';
import { testEvent } from '../../src/testing/conformance/events.js';
import { rabbitmqBuses } from '../support/rabbitmq-buses.js';
import { untilWaiting, withChannel } from '../support/rabbitmq.js';

const failure = { reason: 'exhausted', error: 'Error: no', stack: '', tries: 1 } as const;
const quorum = { 'x-queue-type': 'quorum' };

describe('RabbitMqEventBus where queues are there with other arguments', function () {
  this.timeout(30_000);
  const { open, running, names } = rabbitmqBuses();

  const declare = (queue: string, options: Options.AssertQueue) =>
    withChannel(running().node.url, (channel) => channel.assertQueue(queue, options));

  /** Publishes an event that is tried twice and then parked, and answers what the bus reported. */
  const flow = async () => {
    const { bus, errors } = open();
    const rounds = new Arrivals<number>();
    const answer = (round: number): Outcome =>
      round === 0 ? { type: 'retry', delay: { tier: 50, ms: 50 }, failure } : { type: 'park', failure };
    await bus.publish(testEvent('stock.moved', 'one', 1));
    await bus.subscribe({
      service: 'one',
      patterns: ['#'],
      process: async (messages) =>
        messages.map((message) => {
          rounds.add(message.rounds);
          return answer(message.rounds);
        }),
      batchSize: 10,
    });
    expect(await rounds.count(2)).to.deep.equal([0, 1]);
    await untilWaiting(running().node.url, names().deadLetters, 1);
    return errors.all.map(String);
  };

  const asItIs = (queue: string, difference: string) =>
    `Error: queue "${queue}" is used as it is: its ${difference}; see ordermill topology plan`;

  it('uses a queue with another delivery limit, and says so once a connection', async () => {
    const { queue, deadLetters } = names();
    const others = { 'x-dead-letter-exchange': '', 'x-dead-letter-routing-key': deadLetters };
    const strategy = { 'x-dead-letter-strategy': 'at-least-once', 'x-overflow': 'reject-publish' };
    await declare(queue, { arguments: { ...quorum, ...others, ...strategy, 'x-delivery-limit': 5 } });
    const words = asItIs(queue, 'x-delivery-limit is 5, wanted is 20');
    expect(await flow()).to.deep.equal([words, words]);
  });

  it('uses a classic queue', async () => {
    await declare(names().queue, { durable: true });
    const errors = await flow();
    expect(errors.length).to.equal(2);
    expect(errors[0]).to.match(/is used as it is: its x-\S+ is not set, wanted is/);
  });

  it('uses queues that do not survive a restart', async () => {
    await declare(names().queue, { durable: false });
    expect(await flow()).to.include(asItIs(names().queue, 'durable is false, wanted is true'));
  });

  it('uses dead letters and wait queues with other arguments', async () => {
    const { deadLetters, waitQueue, queue } = names();
    await declare(deadLetters, { arguments: { ...quorum, 'x-delivery-limit': 3 } });
    await declare(waitQueue(50), { deadLetterExchange: '', deadLetterRoutingKey: queue });
    const errors = await flow();
    expect(errors).to.include(asItIs(deadLetters, 'x-delivery-limit is 3, wanted is 1000000000'));
    expect(errors.filter((error) => error.includes(waitQueue(50))).length).to.equal(2);
  });

  it('waits for an exchange of another type to be changed', async () => {
    await withChannel(running().node.url, (channel) => channel.assertExchange(names().exchange, 'fanout'));
    const { bus, errors } = open();
    const published = bus.publish(testEvent('stock.moved', 'one', 1)).catch(String);
    expect(String((await errors.count(1))[0])).to.include("inequivalent arg 'type' for exchange");
    await bus.close();
    expect(await published).to.equal('Error: the bus is closed');
  });
});
