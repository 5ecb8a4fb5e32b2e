import { expect } from 'chai';
import sinon from 'sinon';
import { rabbitmqBuses } from '../support/rabbitmq-buses.js';
import { deadLettersConformance } from '../support/dead-letters-conformance.js';
import { untilWaiting, withChannel } from '../support/rabbitmq.js';

describe('RabbitMqDeadLetters', function () {
  this.timeout(30_000);
  const { open, running, names } = rabbitmqBuses();

  const inject = (body: Uint8Array): Promise<void> =>
    withChannel(running().node.url, async (channel) => {
      channel.sendToQueue(names().queue, Buffer.from(body));
      await channel.waitForConfirms();
    });

  deadLettersConformance('RabbitMqDeadLetters', async () => {
    const { bus } = open();
    await untilWaiting(running().node.url, names().queue, 0);
    return { bus, deadLetters: bus.deadLetters, inject, settled: () => Promise.resolve() };
  });

  it('gives copies their time from when they are sent, however long it took to find the letters', async () => {
    const { bus } = open();
    await untilWaiting(running().node.url, names().queue, 0);
    await withChannel(running().node.url, async (channel) => {
      channel.sendToQueue(names().deadLetters, Buffer.from('{}'));
      await channel.waitForConfirms();
    });
    const timeout = sinon.spy(AbortSignal, 'timeout');
    const beforehand = async () => void expect(timeout.callCount).to.equal(0);
    try {
      const outcome = await bus.deadLetters.redrive('one', { matches: () => true, limit: 1, beforehand });
      expect(outcome).to.deep.equal({ matched: 1, done: 1 });
      expect(timeout.callCount).to.equal(1);
    } finally {
      timeout.restore();
    }
  });
});
