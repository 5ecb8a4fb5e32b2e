import { catalog } from '@ordermill/contracts';
import { namesOf, servicesOf } from '@ordermill/eventing';
import { eventMessages } from './event-message.js';
import { version } from './version.js';

const namespace = 'ordermill';
const { exchange } = namesOf(namespace, '');

const description = `What happens to orders, payments and vouchers, as CloudEvents 1.0 in structured JSON on the topic exchange \`${exchange}\`;
the routing key is the type. Anybody may bind a queue of their own, and anybody may publish a valid event.

At least once, in the order of each subject: recognise a repeat by its \`id\`. AMQP properties: \`messageId\` is the id, \`type\` the type,
\`correlationId\` the correlationid; messages are persistent. What a service cannot handle waits in \`${namespace}.SERVICE.dlq\` for an operator.`;

type Named = readonly [name: string, value: object];

const referenceTo = (type: string) => ({ $ref: `#/components/messages/${type}` });

const eventChannel = (type: string) => ({
  address: type,
  title: type,
  description: `Every \`${type}\`, by its routing key.`,
  messages: { [type]: referenceTo(type) },
  bindings: {
    amqp: {
      is: 'routingKey',
      exchange: { name: exchange, type: 'topic', durable: true, autoDelete: false },
      bindingVersion: '0.3.0',
    },
  },
});

const queueChannel = (service: string, types: readonly string[]) => {
  const { queue } = namesOf(namespace, service);
  return {
    address: queue,
    title: queue,
    description: `The quorum queue of the service ${service}, bound to \`${exchange}\` by each of these types.`,
    messages: Object.fromEntries(types.map((type) => [type, referenceTo(type)])),
    bindings: {
      amqp: { is: 'queue', queue: { name: queue, durable: true, exclusive: false, autoDelete: false }, bindingVersion: '0.3.0' },
    },
  };
};

const messagesOf = (channel: string, types: readonly string[]) =>
  types.map((type) => ({ $ref: `#/channels/${channel}/messages/${type}` }));

/** The events as AsyncAPI 3.0, from the schemas that validate them. */
export const asyncApi = (): object => {
  const { schemas, messages } = eventMessages();
  const types = Object.keys(catalog);
  const queues = Object.entries(servicesOf(catalog));
  const sends = Object.values(catalog).map(({ type, source }): Named => [
    `send.${type}`,
    {
      action: 'send',
      channel: { $ref: `#/channels/${type}` },
      summary: `The service ${source.slice(1)} publishes ${type}.`,
      messages: messagesOf(type, [type]),
      bindings: { amqp: { deliveryMode: 2, bindingVersion: '0.3.0' } },
    },
  ]);
  const receives = queues.map(([service, handled]): Named => [
    `receive.${service}`,
    {
      action: 'receive',
      channel: { $ref: `#/channels/${namesOf(namespace, service).queue}` },
      summary: `The service ${service} handles what is in its queue.`,
      messages: messagesOf(namesOf(namespace, service).queue, handled),
      bindings: { amqp: { ack: true, bindingVersion: '0.3.0' } },
    },
  ]);
  const channels: readonly Named[] = [
    ...types.map((type): Named => [type, eventChannel(type)]),
    ...queues.map(([service, handled]): Named => [namesOf(namespace, service).queue, queueChannel(service, handled)]),
  ];
  return {
    asyncapi: '3.0.0',
    info: { title: 'Ordermill events', version, description, license: { name: 'MIT' }, tags: [{ name: 'CloudEvents' }] },
    defaultContentType: 'application/cloudevents+json',
    servers: { broker: { host: 'localhost:5672', protocol: 'amqp', description: 'RabbitMQ 3.10 or later, at AMQP_URL.' } },
    channels: Object.fromEntries(channels),
    operations: Object.fromEntries([...sends, ...receives]),
    components: { schemas, messages },
  };
};
