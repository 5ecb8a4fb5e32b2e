import { type Catalog, defaultRetryPolicy, RabbitMqEventBus, servicesOf } from '@ordermill/eventing';
import type { Logger } from 'pino';

/** The bus of a process on RabbitMQ; it connects by itself, now and after every loss. */
export const connectBus = (name: string, catalog: Catalog, urls: readonly string[], log: Logger): RabbitMqEventBus =>
  new RabbitMqEventBus({
    urls,
    name: `ordermill ${name}`,
    topology: { namespace: 'ordermill', services: servicesOf(catalog), retryDelays: defaultRetryPolicy.delays },
    onError: (err) => log.warn({ err }, 'the broker caused a problem; the bus goes on by itself'),
  });
