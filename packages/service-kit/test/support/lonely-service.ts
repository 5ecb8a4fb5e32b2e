import { ContainerModule } from 'inversify';
import { z } from 'zod';
import { defineService, runService } from '../../src/index.js';

/** A service that never finds its database. */
await runService(
  defineService({
    name: 'order',
    catalog: {},
    settings: z.object({ SOME_NUMBER: z.string().regex(/^\d+$/, 'must be a number').default('1') }),
    projections: [],
    migrations: [],
    bind: () => new ContainerModule(() => undefined),
  }),
);
