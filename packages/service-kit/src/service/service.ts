import type { RequestListener } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type Consumer,
  type Database,
  defaultRetryPolicy,
  type EventBus,
  inboxReceipts,
  KeptAnswers,
  LagSampler,
  Rebuilder,
  Rebuilds,
  Relay,
  Retention,
  Timers,
} from '@ordermill/eventing';
import type { Logger } from 'pino';
import { createAuthenticator } from '../auth/create-authenticator.js';
import { type Environment, readEnvironment } from '../config/environment.js';
import { dayMs, retentionSettings } from '../config/retention.js';
import { authSettings } from '../config/auth.js';
import { runChecks } from '../health/checks.js';
import type { Readiness } from '../health/routes.js';
import { apiRoutes } from '../http/api.js';
import { createApp } from '../http/app.js';
import { ownHost } from '../http/own-host.js';
import { observe } from '../metrics/services.js';
import { lagOf } from '../ops/lag.js';
import { type BusOperations, composeOps } from '../ops/service-ops.js';
import { subscribe } from './consumer.js';
import { composeService } from './container.js';
import type { ServiceModule } from './module.js';
import { openDatabase } from './open-database.js';
import { unlessStopping } from './stopping.js';

export interface ServiceOptions {
  readonly env: Environment;
  /** Of the server; the service has a database of its own in it. */
  readonly databaseUrl: string;
  readonly bus: EventBus;
  readonly operations: BusOperations;
  readonly log: Logger;
  /** How far the relay may be behind while the service is ready, default 10. */
  readonly longestLagSeconds?: number;
  /** Aborted when the process is asked to stop: start-up is given up, and the service is no longer ready. */
  readonly stopping: AbortSignal;
}

/** One service in whatever process: `attach`, then `start`; `drain`, then close the bus, then `close`. */
export interface Service {
  readonly name: string;
  readonly database: Database;
  readonly listener: RequestListener;
  ready(): Promise<Readiness>;
  /** Takes messages from now on. */
  attach(): Promise<void>;
  /** Fires timers and publishes, once every service of the process is attached. */
  start(): void;
  /** Finishes what is in hand: messages, timers, confirms. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

// A broker that is away confirms nothing: what is not confirmed is published again after the next start.
const longestConfirmMs = 2_000;

/** Builds a service on a migrated database; waits for a database that cannot be reached yet. */
export const createService = async <Settings>(module: ServiceModule<Settings>, options: ServiceOptions): Promise<Service> => {
  const { env, bus, operations, log, stopping } = options;
  const { INBOX_RETENTION_DAYS, REDRIVE_WINDOW_DAYS } = readEnvironment(env, retentionSettings);
  const authenticator = createAuthenticator(readEnvironment(env, authSettings));
  const database = await openDatabase(module, options);
  const { unitOfWork, adapters } = composeService(module, env, database, bus);
  const relay = new Relay({ unitOfWork, bus, onError: (err) => log.warn({ err }, 'the relay failed and goes on') });
  const timers = new Timers({
    unitOfWork,
    handlers: adapters.timers,
    policy: defaultRetryPolicy,
    onFailure: (error, { key, rounds }) => log.error({ key, rounds, error }, 'a timer failed and will be tried again'),
    onError: (err) => log.warn({ err }, 'the timers cannot be read and are tried again'),
  });
  const retention = new Retention({
    database,
    inboxMs: INBOX_RETENTION_DAYS * dayMs,
    onError: (err) => log.warn({ err }, 'old rows cannot be deleted and are tried again'),
  });
  const { catalog, projections } = module;
  const rebuilds = new Rebuilds(database, projections);
  const rebuilder = new Rebuilder({
    database,
    catalog,
    projections,
    rebuilds,
    onError: (err) => log.warn({ err }, 'a rebuild was interrupted and goes on'),
  });
  let consumer: Consumer | undefined;

  const ready = (): Promise<Readiness> => {
    if (stopping.aborted) return Promise.resolve({ ok: false, checks: { service: 'draining' } });
    return runChecks({
      database: () => database.query({ text: 'select 1' }).then(() => 'ok'),
      migrations: async () => ((await database.hasPendingMigrations()) ? 'pending' : 'ok'),
      consumer: () => Promise.resolve(consumer?.attached ? 'ok' : 'not attached'),
      relay: async () => {
        const { lagSeconds } = await relay.status();
        return lagSeconds < (options.longestLagSeconds ?? 10) ? 'ok' : `${Math.round(lagSeconds)} s behind`;
      },
    });
  };

  const lag = () => lagOf(module.name, () => relay.status(), bus);
  const sampler = new LagSampler({
    database,
    lag,
    onError: (err) => log.warn({ err }, 'the lag cannot be sampled and will be again'),
  });
  const ops = composeOps(module, {
    operations,
    unitOfWork,
    receipts: adapters.archive?.receipts ?? inboxReceipts,
    ...(adapters.archive ? {} : { receiptsMs: INBOX_RETENTION_DAYS * dayMs }),
    relay: () => relay.status(),
    lag,
    rebuilds,
    redriveWindowMs: REDRIVE_WINDOW_DAYS * dayMs,
  });
  const api = { authenticator, answers: new KeptAnswers(unitOfWork) };
  const open = adapters.openRouter ? [adapters.openRouter.routes()] : [];
  const middleware = [...ownHost(env), ...open, ...[adapters.router, ops].map((routes) => apiRoutes(routes, api))];

  const forget = observe(module.name, {
    relay: () => relay.status(),
    get attached() {
      return consumer?.attached ?? false;
    },
  });

  return {
    name: module.name,
    database,
    listener: createApp({ service: module.name, log, ready, middleware }),
    ready,
    attach: async () => {
      consumer = await unlessStopping(subscribe(module, adapters, { bus, unitOfWork, log }), stopping);
    },
    start: () => {
      timers.start();
      retention.start();
      rebuilder.start();
      sampler.start();
      relay.start();
      adapters.background?.start((err) => log.warn({ err }, 'work in the background failed and goes on'));
    },
    drain: async () => {
      await consumer?.drain();
      await timers.drain();
      await Promise.all([retention.drain(), rebuilder.drain(), sampler.drain()]);
      await Promise.race([
        Promise.all([relay.drain(), adapters.background?.drain()]),
        sleep(longestConfirmMs, undefined, { ref: false }),
      ]);
    },
    close: () => {
      forget();
      return database.close();
    },
  };
};
