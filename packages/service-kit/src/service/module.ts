import type Router from '@koa/router';
import type { ServiceName } from '@ordermill/contracts';
import type { Catalog, Handlers, Migration, Projection } from '@ordermill/eventing';
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
  /** Binds ServiceAdapters and all that it needs; the kit binds Clock, Ids, Database and PostgresUnitOfWork. */
  bind(settings: Settings): ContainerModule;
}

export const defineService = <Settings>(module: ServiceModule<Settings>): ServiceModule<Settings> => module;
