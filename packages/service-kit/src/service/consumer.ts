import {
  createProcessor,
  defaultRetryPolicy,
  type EventBus,
  type Consumer,
  type ProcessorOptions,
  type PostgresUnitOfWork,
} from '@ordermill/eventing';
import type { Logger } from 'pino';
import { measured } from '../metrics/messages.js';
import type { ServiceAdapters, ServiceModule } from './module.js';

const logFailure =
  (log: Logger): NonNullable<ProcessorOptions['onFailure']> =>
  (outcome, event) => {
    const { reason, tries, error } = outcome.failure;
    const { id, type, subject, correlationid } = event ?? {};
    const fields = { eventId: id, type, subject, correlationId: correlationid, reason, tries, error };
    if (outcome.type === 'retry') log.warn({ ...fields, delayMs: outcome.delay.ms }, 'a message failed and will be tried again');
    else log.error(fields, 'a message failed and is a dead letter now');
  };

/** Subscribes a service to the events whose definitions name it. */
export const subscribe = (
  { name, catalog }: ServiceModule,
  { handlers }: ServiceAdapters,
  { bus, inbox, log }: { readonly bus: EventBus; readonly inbox: PostgresUnitOfWork; readonly log: Logger },
): Promise<Consumer> =>
  bus.subscribe({
    service: name,
    patterns: Object.values(catalog).flatMap(({ type, consumers }) => (consumers.includes(name) ? [type] : [])),
    process: measured(
      name,
      createProcessor({ catalog, handlers, inbox, policy: defaultRetryPolicy, onFailure: logFailure(log) }),
    ),
    batchSize: 50,
  });
