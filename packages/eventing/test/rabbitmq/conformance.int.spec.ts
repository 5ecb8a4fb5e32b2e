import { eventBusConformance } from '../../src/testing/index.js';
import { privateRabbitmq } from '../support/rabbitmq.js';
import { RabbitMqHarness } from '../support/rabbitmq-harness.js';

describe('on RabbitMQ', function () {
  this.timeout(60_000);
  const harness = new RabbitMqHarness();

  before(async function () {
    await harness.start(await privateRabbitmq(this));
  });
  after(() => harness.stop());

  eventBusConformance('RabbitMqEventBus', harness);
});
