import { once } from 'node:events';
import { connect } from 'amqplib';
import { expect } from 'chai';
import { publishSurely, testEvents } from '../../src/testing/conformance/events.js';
import { Gate, serve } from '../../src/testing/conformance/service.js';
import { rabbitmqBuses } from '../support/rabbitmq-buses.js';

const none = '0.000001';
const plenty = '0.6';

describe('RabbitMqEventBus on a broker short of memory', function () {
  this.timeout(120_000);
  const { open, running } = rabbitmqBuses();
  const limitMemory = (fraction: string) => running().node.rabbitmqctl('set_vm_memory_high_watermark', fraction);

  afterEach(() => limitMemory(plenty));

  /** Whoever publishes is told once that the broker takes nothing more. */
  const untilBlocked = async (): Promise<void> => {
    const model = await connect(running().node.url);
    const blocked = once(model, 'blocked');
    const channel = await model.createChannel();
    channel.publish('', 'nowhere', Buffer.from('?'));
    await blocked;
    await model.close();
  };

  it('handles what it has, waits with what is published, and loses nothing', async () => {
    const { bus } = open();
    const gate = new Gate();
    const { handled } = await serve(bus, { handle: () => gate.pass() });
    const [before, during] = [testEvents(50, 10), testEvents(500, 10)];
    await publishSurely(bus, before);
    await limitMemory(none);
    await untilBlocked();

    let confirmed = false;
    const published = publishSurely(bus, during).then(() => (confirmed = true));
    gate.open();
    await handled.count(before.length);
    expect(confirmed).to.equal(false);

    await limitMemory(plenty);
    await published;
    await handled.count(before.length + during.length);
    expect(new Set(handled.all.map(({ id }) => id)).size).to.equal(before.length + during.length);
  });
});
