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
});
