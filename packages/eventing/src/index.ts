export * from './codec.js';
export * from './dead-letters.js';
export * from './event.js';
export * from './ports.js';
export * from './processor.js';
export * from './queues.js';
export * from './retry-policy.js';
export { Activity, type ActivityBucket } from './postgres/activity.js';
export { Database, type DatabaseOptions } from './postgres/database.js';
export { PostgresDeadLetters, type PostgresDeadLettersOptions } from './postgres/dead-letters.js';
export { PostgresParking } from './postgres/parking.js';
export { type EventSourced, EventSourcedRepository } from './postgres/event-sourced-repository.js';
export { readHandled, readOperationsOn, readStoredEvents } from './postgres/journey.js';
export { type Answered, KeptAnswers } from './postgres/kept-answers.js';
export { LagSampler } from './postgres/lag-sampler.js';
export { type Lag } from './postgres/lag-samples.js';
export { formatCursor, isAfter, type LogCursor, parseCursor } from './postgres/log-cursor.js';
export { LogTail } from './postgres/log-tail.js';
export { type Migration } from './postgres/migrations/index.js';
export { type Projected, type Projection, projectionOf } from './postgres/projection.js';
export { type Operation, OperationLog, type OperationPage } from './postgres/operation-log.js';
export { Rebuilder } from './postgres/rebuild/rebuilder.js';
export { type ProjectionStatus, type RebuildProgress, Rebuilds, type RebuildStatus } from './postgres/rebuild/rebuilds.js';
export { readEvents } from './postgres/read-events.js';
export { inboxReceipts, type Receipts } from './postgres/receipts.js';
export { Relay, type RelayStatus } from './postgres/relay.js';
export { Retention } from './postgres/retention.js';
export {
  countTimers,
  readTimers,
  type TimerCounts,
  type TimerPage,
  timersOf,
  type WaitingTimer,
} from './postgres/timer-overview.js';
export { readStored, type StoredEvent } from './postgres/stored-event.js';
export { type FiredTimer, Timers, type TimersOptions } from './postgres/timers.js';
export { type Answer, type RepeatableRequest, type TimerChange } from './postgres/unit.js';
export { PostgresUnitOfWork } from './postgres/unit-of-work.js';
export { UuidIds } from './uuid-ids.js';
export { type PageQuery, readPage, type ViewPage } from './postgres/view-page.js';
export { toViewRow, type ViewRow, viewTimes } from './postgres/view-row.js';
export { InProcessQueues } from './in-process/queues.js';
export { InProcessEventBus } from './in-process/bus.js';
export { RabbitMqEventBus, type RabbitMqOptions } from './rabbitmq/bus.js';
export { namesOf, servicesOf, type Topology } from './rabbitmq/topology.js';
export { type ApplyOptions, applyTopology } from './rabbitmq/topology/apply.js';
export { type Difference } from './rabbitmq/topology/inspection.js';
export { type MoveProgress } from './rabbitmq/topology/migration.js';
export { planTopology, type TopologyItem, type TopologyState } from './rabbitmq/topology/plan.js';
export { TopologyError } from './rabbitmq/topology/topology-error.js';
