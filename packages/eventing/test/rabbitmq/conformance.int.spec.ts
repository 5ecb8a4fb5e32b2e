import { eventBusConformance } from '../../src/testing/index.js';
import { privateRabbitmq } from '../support/rabbitmq.js';
import { RabbitMqHarness } from '../support/rabbitmq-harness.js';

describe('on RabbitMQ', function () {
  this.timeout(60_000);
  const harness = new RabbitMqHarness();

  before(async function () {
    const node = await privateRabbitmq();
    if (node) await harness.start(node);
    else this.skip(); // neither a RabbitMQ binary nor Docker here; with CI set that fails
  });
  after(() => harness.stop());

  eventBusConformance('RabbitMqEventBus', harness);
});
