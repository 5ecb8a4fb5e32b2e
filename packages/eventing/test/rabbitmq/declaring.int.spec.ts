import { randomUUID } from 'node:crypto';
import type { Processor } from '../../src/index.js';
import { Arrivals } from '../../src/testing/index.js';
import { publishSurely, testEvent } from '../../src/testing/conformance/events.js';
import { rabbitmqBuses } from '../support/rabbitmq-buses.js';

const rounds = 5;
const namespaces = 6;

describe('declaring on RabbitMQ', function () {
  this.timeout(60_000);
  const { open } = rabbitmqBuses();

  /** Two processes that start at the same time, and publish as soon as they can. */
  const startTwo = async (namespace: string): Promise<void> => {
    const arrivals = new Arrivals<number>();
    const process: Processor = (messages) => {
      for (const { rounds: failed } of messages) arrivals.add(failed);
      return Promise.resolve(messages.map(() => ({ type: 'done' })));
    };
    const topology = { namespace, services: { one: ['#'] }, retryDelays: [] };
    const publishing = [open({ topology }), open({ topology })].map(async ({ bus }, n) => {
      await bus.subscribe({ service: 'one', patterns: ['#'], process, batchSize: 10 });
      await publishSurely(bus, [testEvent('stock.moved', `subject-${n}`, n)]);
    });
    await Promise.all(publishing);
    await arrivals.count(2);
  };

  it('is through before the first event is published, though others declare the same at the same time', async () => {
    for (let round = 0; round < rounds; round += 1) {
      await Promise.all(Array.from({ length: namespaces }, () => startTwo(`test-${randomUUID()}`)));
    }
  });
});
