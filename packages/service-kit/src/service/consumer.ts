import {
  createProcessor,
  decodeEnvelope,
  defaultRetryPolicy,
  type EventBus,
  type Consumer,
  type ProcessorOptions,
  type PostgresUnitOfWork,
} from '@ordermill/eventing';
import type { Logger } from 'pino';
import { measured } from '../metrics/messages.js';
import type { ServiceAdapters, ServiceModule } from './module.js';
import { topologyOf } from './topology.js';

const logFailure =
  (log: Logger): NonNullable<ProcessorOptions['onFailure']> =>
  (outcome, event) => {
    const { reason, tries, error } = outcome.failure;
    const { id, type, subject, correlationid } = event ?? {};
    const fields = { eventId: id, type, subject, correlationId: correlationid, reason, tries, error };
    if (outcome.type === 'retry') log.warn({ ...fields, delayMs: outcome.delay.ms }, 'a message failed and will be tried again');
    else log.error(fields, 'a message failed and is a dead letter now');
  };

/** Subscribes a service to the events whose definitions name it, or the archive to everything. */
export const subscribe = (
  { name, catalog }: ServiceModule,
  { handlers, archive }: ServiceAdapters,
  { bus, unitOfWork, log }: { readonly bus: EventBus; readonly unitOfWork: PostgresUnitOfWork; readonly log: Logger },
): Promise<Consumer> => {
  const receiving = archive ? { inbox: archive.inbox, decode: decodeEnvelope } : { inbox: unitOfWork };
  const options = { catalog, handlers, policy: defaultRetryPolicy, onFailure: logFailure(log), ...receiving };
  return bus.subscribe({
    service: name,
    patterns: topologyOf(catalog).services[name] ?? [],
    process: measured(name, createProcessor(options)),
    batchSize: 100,
  });
};
