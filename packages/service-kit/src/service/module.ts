import type Router from '@koa/router';
import type { ServiceName } from '@ordermill/contracts';
import type { Catalog, Handlers, Inbox, Migration, Projection, Receipts } from '@ordermill/eventing';
import type { ContainerModule } from 'inversify';
import type { z } from 'zod';
import type { PrincipalState } from '../http/state.js';

/** What a core hands to its runner; its module binds it. */
export abstract class ServiceAdapters {
  /** Routes with their complete paths, such as `/api/orders/:id`. */
  abstract readonly router: Router<PrincipalState>;
  /** Routes for other programs: without a user, and with a body that nobody has read. */
  abstract readonly openRouter?: Router<PrincipalState>;
  /** By type of event. */
  abstract readonly handlers: Handlers;
  /** By type of timer. */
  abstract readonly timers: Handlers;
  /** Keeps whatever comes, of types that nobody knows as well, in place of handlers. */
  readonly archive?: Archive;
  /** Goes on beside requests and messages. */
  readonly background?: Background;
}

export interface Archive {
  readonly inbox: Inbox;
  /** Where the inbox keeps what has come. */
  readonly receipts: Receipts;
}

/** What a core does of its own accord while its process runs. */
export interface Background {
  /** Tells `onError` of every failure, and goes on by itself. */
  start(onError: (error: unknown) => void): void;
  /** Begins nothing more and finishes what is in hand. */
  drain(): Promise<void>;
}

export interface ServiceModule<Settings = unknown> {
  readonly name: ServiceName;
  /** Integration events, and the core's internal ones. */
  readonly catalog: Catalog;
  /** An object over the names of environment variables. */
  readonly settings: z.ZodType<Settings>;
  /** Its views, each of which can be built again from the log. */
  readonly projections: readonly Projection[];
  readonly migrations: readonly Migration[];
  /** Of its streams that are about one order: `CATEGORY-ID`. */
  readonly orderStreams?: readonly string[];
  /** Binds ServiceAdapters and all that it needs; the kit binds Clock, Ids, Database, PostgresUnitOfWork and EventBus. */
  bind(settings: Settings): ContainerModule;
}

export const defineService = <Settings>(module: ServiceModule<Settings>): ServiceModule<Settings> => module;
