import { type Catalog, RabbitMqEventBus } from '@ordermill/eventing';
import type { Logger } from 'pino';
import { topologyOf } from './topology.js';

/** The bus of a process on RabbitMQ; it connects by itself, now and after every loss. */
export const connectBus = (name: string, catalog: Catalog, urls: readonly string[], log: Logger): RabbitMqEventBus =>
  new RabbitMqEventBus({
    urls,
    name: `ordermill ${name}`,
    topology: topologyOf(catalog),
    onError: (err) => log.warn({ err }, 'the broker caused a problem; the bus goes on by itself'),
  });
