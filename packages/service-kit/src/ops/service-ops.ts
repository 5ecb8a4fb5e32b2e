import {
  type DeadLetters,
  type Lag,
  OperationLog,
  type PostgresUnitOfWork,
  type Queues,
  type Rebuilds,
  type Receipts,
  type RelayStatus,
} from '@ordermill/eventing';
import { SystemClock } from '@ordermill/kernel';
import type { ServiceModule } from '../service/module.js';
import { activityRoutes } from './activity-routes.js';
import { DeadLetterDesk } from './dead-letter-desk.js';
import { deadLetterRoutes } from './dead-letter-routes.js';
import { projectionRoutes } from './projection-routes.js';
import { opsRoutes } from './routes.js';
import { statusRoutes } from './status-routes.js';

/** What an operator can reach of a bus; RabbitMqEventBus is one. */
export interface BusOperations {
  readonly deadLetters: DeadLetters;
  readonly queues: Queues;
}

export interface ServiceOpsOptions {
  readonly operations: BusOperations;
  readonly unitOfWork: PostgresUnitOfWork;
  readonly receipts: Receipts;
  readonly relay: () => Promise<RelayStatus>;
  readonly lag: () => Promise<Lag>;
  readonly rebuilds: Rebuilds;
  readonly redriveWindowMs: number;
}

/** Puts the operator's surface of a service together. */
export const composeOps = ({ name, catalog }: ServiceModule, options: ServiceOpsOptions) => {
  const { operations, unitOfWork, receipts, relay, lag, rebuilds, redriveWindowMs } = options;
  const { database } = unitOfWork;
  const log = new OperationLog(database);
  const { deadLetters, queues } = operations;
  const desk = new DeadLetterDesk({
    service: name,
    catalog,
    deadLetters,
    operations: log,
    inbox: unitOfWork,
    clock: new SystemClock(),
    redriveWindowMs,
  });
  return opsRoutes([
    deadLetterRoutes(desk),
    projectionRoutes(name, rebuilds),
    statusRoutes({ service: name, database, operations: log, queues, relay }),
    activityRoutes({ service: name, database, receipts, lag }),
  ]);
};
