import { catalog } from '@ordermill/contracts';
import {
  type Database,
  type EventBus,
  InProcessEventBus,
  InProcessQueues,
  PostgresDeadLetters,
  PostgresParking,
} from '@ordermill/eventing';
import { type BusOperations, connectBus, type Logger } from '@ordermill/service-kit';

/** The bus of the standalone, and what operators can reach of it; `settled` resolves when no dead letter is on its way back any more. */
export interface StandaloneBus {
  readonly bus: EventBus;
  readonly operations: BusOperations;
  settled(): Promise<void>;
}

export const rabbitMqBus = (urls: readonly string[], log: Logger): StandaloneBus => {
  const bus = connectBus('ordermill', catalog, urls, log);
  return { bus, operations: bus, settled: () => Promise.resolve() };
};

/** What it gives up is kept in the databases of the services. */
export const inProcessBus = (databaseOf: (service: string) => Database, log: Logger): StandaloneBus => {
  const onError = (err: unknown): void => log.warn({ err }, 'the bus failed and goes on');
  const bus = new InProcessEventBus(new PostgresParking(databaseOf), { onError });
  const deliver = (service: string, body: Uint8Array): Promise<void> => bus.deliver(service, body);
  const deadLetters = new PostgresDeadLetters({ databaseOf, deliver, onError });
  return {
    bus,
    operations: { deadLetters, queues: new InProcessQueues(bus, databaseOf) },
    settled: () => deadLetters.settled(),
  };
};
