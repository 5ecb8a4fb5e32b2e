import { Database, EventBus, PostgresUnitOfWork, UuidIds } from '@ordermill/eventing';
import { Clock, Ids, SystemClock } from '@ordermill/kernel';
import { Container } from 'inversify';
import { type Environment, readEnvironment } from '../config/environment.js';
import { ServiceAdapters, type ServiceModule } from './module.js';

/** Puts a core together on a database and a bus. */
export const composeService = <Settings>(
  module: ServiceModule<Settings>,
  env: Environment,
  database: Database,
  bus: EventBus,
) => {
  const container = new Container({ defaultScope: 'Singleton' });
  const unitOfWork = new PostgresUnitOfWork(database, module.catalog);
  container.bind(Clock).toConstantValue(new SystemClock());
  container.bind(Ids).toConstantValue(new UuidIds());
  container.bind(Database).toConstantValue(database);
  container.bind(EventBus).toConstantValue(bus);
  container.bind(PostgresUnitOfWork).toConstantValue(unitOfWork);
  container.load(module.bind(readEnvironment(env, module.settings)));
  return { unitOfWork, adapters: container.get(ServiceAdapters) };
};
