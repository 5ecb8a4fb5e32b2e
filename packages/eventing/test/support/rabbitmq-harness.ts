import { randomUUID } from 'node:crypto';
import { namesOf, RabbitMqEventBus } from '../../src/index.js';
import { Arrivals, type BrokerUnderTest, type BusHarness, type DeadLetter, TcpProxy } from '../../src/testing/index.js';
import { peek, type RabbitmqNode, urlThrough, withChannel } from './rabbitmq.js';

/** Buses on a broker, each in a namespace of its own and behind a proxy that can cut them off. */
export class RabbitMqHarness implements BusHarness {
  private proxy: TcpProxy | undefined;
  private node: RabbitmqNode | undefined;

  readonly broker: BrokerUnderTest = {
    cut: () => this.proxy?.cut(),
    restart: async () => {
      await this.node?.kill();
      await this.node?.start();
    },
  };

  async start(node: RabbitmqNode): Promise<void> {
    this.node = node;
    this.proxy = await TcpProxy.listen(node.port);
  }

  async stop(): Promise<void> {
    await this.proxy?.close();
  }

  readonly open: BusHarness['open'] = (services, retryDelays) => {
    const { node, proxy } = this;
    if (!node || !proxy) throw new Error('the harness has not started');
    const namespace = `test-${randomUUID()}`;
    const errors = new Arrivals<unknown>();
    const bus = new RabbitMqEventBus({
      urls: [urlThrough(proxy, node)],
      topology: { namespace, services, retryDelays },
      onError: (error) => errors.add(error),
    });
    return Promise.resolve({
      bus,
      errors,
      inject: (service, body) =>
        withChannel(node.url, async (channel) => {
          channel.sendToQueue(namesOf(namespace, service).queue, Buffer.from(body));
          await channel.waitForConfirms();
        }),
      parked: (service, count) =>
        withChannel(node.url, async (channel) => {
          const messages = await peek(channel, namesOf(namespace, service).deadLetters, count);
          return messages.map(({ content, properties }): DeadLetter => {
            const headers: Readonly<Record<string, unknown>> = properties.headers ?? {};
            const [reason, error, tries] = ['reason', 'error', 'tries'].map((name) => headers[`x-ordermill-${name}`]);
            return { service, body: content, failure: { reason, error, tries } as DeadLetter['failure'] };
          });
        }),
      close: () => bus.close(),
    });
  };
}
