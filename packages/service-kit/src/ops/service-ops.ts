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
import { journeyRoutes } from './journey-routes.js';
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
  /** How long receipts are kept; for ever where it is left out. */
  readonly receiptsMs?: number;
  readonly relay: () => Promise<RelayStatus>;
  readonly lag: () => Promise<Lag>;
  readonly rebuilds: Rebuilds;
  readonly redriveWindowMs: number;
}

/** Puts the operator's surface of a service together. */
export const composeOps = ({ name, catalog, orderStreams = [] }: ServiceModule, options: ServiceOpsOptions) => {
  const { operations, unitOfWork, receipts, receiptsMs, relay, lag, rebuilds, redriveWindowMs } = options;
  const { database } = unitOfWork;
  const log = new OperationLog(database);
  const { deadLetters, queues } = operations;
  const clock = new SystemClock();
  const desk = new DeadLetterDesk({
    service: name,
    catalog,
    deadLetters,
    operations: log,
    inbox: unitOfWork,
    clock,
    redriveWindowMs,
  });
  return opsRoutes([
    deadLetterRoutes(desk),
    projectionRoutes(name, rebuilds),
    statusRoutes({ service: name, database, operations: log, queues, relay }),
    activityRoutes({ service: name, database, receipts, lag }),
    journeyRoutes({
      service: name,
      database,
      deadLetters,
      receipts,
      categories: orderStreams,
      clock,
      ...(receiptsMs === undefined ? {} : { receiptsMs }),
    }),
  ]);
};
