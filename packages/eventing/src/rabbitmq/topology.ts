import type { Catalog } from '../event.js';

/** What a namespace needs on the broker. Every process declares all of it, so that an event published before its consumer ever ran is kept. */
export interface Topology {
  /** Prefix of every name: `ordermill` gives the exchange `ordermill.events` and queues `ordermill.SERVICE`. */
  readonly namespace: string;
  /** Topic patterns by service. */
  readonly services: Readonly<Record<string, readonly string[]>>;
  /** Milliseconds; each is a wait queue of every service. */
  readonly retryDelays: readonly number[];
}

export const namesOf = (namespace: string, service: string) => ({
  exchange: `${namespace}.events`,
  queue: `${namespace}.${service}`,
  deadLetters: `${namespace}.${service}.dlq`,
  waitQueue: (delay: number) => `${namespace}.${service}.retry.${delay}`,
});

/** The services that the events of a catalog name as consumers, each with the types that it handles. Internal events go nowhere. */
export const servicesOf = (catalog: Catalog): Record<string, string[]> => {
  const services: Record<string, string[]> = {};
  for (const { type, consumers, internal } of Object.values(catalog)) {
    for (const service of internal ? [] : consumers) (services[service] ??= []).push(type);
  }
  return services;
};
