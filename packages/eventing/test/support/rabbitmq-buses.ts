import { randomUUID } from 'node:crypto';
import { namesOf, RabbitMqEventBus, type RabbitMqOptions } from '../../src/index.js';
import { Arrivals, TcpProxy } from '../../src/testing/index.js';
import { privateRabbitmq, type RabbitmqNode, urlThrough } from './rabbitmq.js';

/** Opens buses for the tests of a suite, each test in a namespace of its own, and closes them; skips the suite where there is no broker. */
export const rabbitmqBuses = () => {
  const opened: RabbitMqEventBus[] = [];
  let started: { readonly node: RabbitmqNode; readonly proxy: TcpProxy } | undefined;
  let namespace = '';

  before(async function () {
    const node = await privateRabbitmq(this);
    started = { node, proxy: await TcpProxy.listen(node.port) };
  });
  beforeEach(() => {
    namespace = `test-${randomUUID()}`;
  });
  afterEach(async () => {
    for (const bus of opened.splice(0)) await bus.close();
  });
  after(() => started?.proxy.close());

  const running = () => {
    if (!started) throw new Error('RabbitMQ has not started');
    return started;
  };
  const open = (options: Partial<RabbitMqOptions> = {}) => {
    const errors = new Arrivals<unknown>();
    const bus = new RabbitMqEventBus({
      urls: [urlThrough(running().proxy, running().node)],
      topology: { namespace, services: { one: ['#'] }, retryDelays: [50, 150] },
      onError: (error) => errors.add(error),
      ...options,
    });
    opened.push(bus);
    return { bus, errors };
  };
  return { open, running, names: () => namesOf(namespace, 'one') };
};
