import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { namesOf, RabbitMqEventBus } from '../../src/index.js';
import { publishSurely, testEvent } from '../../src/testing/conformance/events.js';
import { serve } from '../../src/testing/conformance/service.js';
import { rabbitmqCluster } from '../support/rabbitmq-cluster.js';

const publishers = 5;
const meanwhile = 100;

describe('RabbitMqEventBus on a cluster', function () {
  this.timeout(180_000);
  const { nodes, queues } = rabbitmqCluster();
  const opened: RabbitMqEventBus[] = [];
  let namespace = '';

  beforeEach(() => {
    namespace = `test-${randomUUID()}`;
  });
  afterEach(async () => {
    for (const bus of opened.splice(0)) await bus.close();
  });

  const open = (): RabbitMqEventBus => {
    const topology = { namespace, services: { one: ['#'], two: ['#'] }, retryDelays: [50] };
    const bus = new RabbitMqEventBus({ urls: nodes().map(({ url }) => url), topology });
    opened.push(bus);
    return bus;
  };
  /** Publishes one event after the other from many hands until told to stop; resolves with the ids of all that were confirmed. */
  const publishUntil = async (bus: RabbitMqEventBus, stopped: AbortSignal): Promise<readonly string[]> => {
    const confirmed: string[] = [];
    const hand = async (index: number): Promise<void> => {
      for (let n = 1; !stopped.aborted; n += 1) {
        const event = testEvent('stock.moved', `subject-${index}`, n);
        await publishSurely(bus, [event]);
        confirmed.push(event.id);
      }
    };
    await Promise.all(Array.from({ length: publishers }, (_, index) => hand(index)));
    return confirmed;
  };

  it('loses nothing when one node after the other crashes and comes back under load, the leader of a queue among them', async () => {
    const [bus, other] = [open(), open()];
    const services = await Promise.all([serve(bus, { service: 'one' }), serve(other, { service: 'two' })]);
    const stopping = new AbortController();
    const published = publishUntil(bus, stopping.signal);
    const goesOn = () => Promise.all(services.map(({ handled }) => handled.count(handled.all.length + meanwhile)));
    await goesOn();

    const [first] = nodes();
    if (!first) throw new RangeError('a cluster has nodes');
    const { queue } = namesOf(namespace, 'one');
    const leader = (await queues(first, namespace)).find(({ name }) => name === queue)?.leader;
    const isLeader = ({ name }: { readonly name: string }): boolean => name === leader;
    for (const node of [...nodes().filter((candidate) => !isLeader(candidate)), ...nodes().filter(isLeader)]) {
      await node.kill();
      await goesOn();
      await node.start();
      await goesOn();
    }

    stopping.abort();
    const ids = (await published).toSorted();
    for (const { handled, consumer } of services) {
      await handled.count(ids.length);
      expect(handled.all.map(({ id }) => id).toSorted()).to.deep.equal(ids);
      expect(consumer.attached).to.equal(true);
    }
  });

  it('has every queue on three nodes, also when one of them is down while it is declared', async () => {
    const [first, second] = nodes();
    await second?.kill();
    await publishSurely(open(), [testEvent('stock.moved', 'one', 1)]);
    await second?.start();
    if (!first) throw new RangeError('a cluster has nodes');
    const declared = await queues(first, namespace);
    expect(declared.map(({ members }) => members.length)).to.deep.equal(Array.from({ length: 6 }, () => 3));
    expect(declared.map(({ online }) => online.length)).to.deep.equal(Array.from({ length: 6 }, () => 3));
  });

  it('is used by way of all its nodes', async () => {
    const [first] = nodes();
    if (!first) throw new RangeError('a cluster has nodes');
    const buses = Array.from({ length: 10 }, open);
    await Promise.all(buses.map((bus, n) => publishSurely(bus, [testEvent('stock.moved', 'one', n)])));
    const connectedTo = new Set((await first.rabbitmqctl('list_connections', 'port')).trim().split('\n'));
    expect(connectedTo.size).to.be.above(1);
  });
});
