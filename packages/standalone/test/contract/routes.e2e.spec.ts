import { operations } from '@ordermill/contracts';
import { createFrontDoor, createGateway } from '@ordermill/gateway';
import { createLogger, type Environment } from '@ordermill/service-kit';
import { expect } from 'chai';
import { inProcessBus } from '../../src/bus.js';
import { createServices, databaseOf, type Services } from '../../src/services.js';
import { withDevelopmentTokens } from '../../src/settings.js';
import { cleanUp } from '../support/clean-up.js';
import { routesMountedWhile } from './support/mounted-routes.js';
import { otherSettings, ownPostgres } from './support/systems.js';

// The documents themselves, and the page that shows them.
const isOfDocuments = (route: string): boolean => /^GET \/(?:docs|openapi\.json|asyncapi\.json)(?:\/|$)/.test(route);

// Asked by the gateway, which lets nobody through to it.
const isWithin = (route: string): boolean => route === 'POST /api/ops/journeys/{orderId}/deliveries';

describe('The routes of the system', function () {
  this.timeout(60_000);
  after(cleanUp);

  /** Everything that answers, as the standalone puts it together. */
  const compose = async (databaseUrl: string, env: Environment): Promise<void> => {
    const log = createLogger('silent');
    const stopping = new AbortController().signal;
    const composed: { services?: Services } = {};
    const bus = inProcessBus((service) => databaseOf(composed.services, service), log);
    const services = await createServices({ env, databaseUrl, ...bus, log, stopping });
    composed.services = services;
    const frontDoor = createFrontDoor({ env, databaseUrl, log, stopping });
    createGateway({ upstreams: services, log, stopping, frontDoor });
    await frontDoor.opened();
    await frontDoor.close();
    await bus.bus.close();
    for (const service of Object.values(services)) await service.close();
  };

  it('are those that are documented', async () => {
    const databaseUrl = await ownPostgres();
    const routes = await routesMountedWhile(async () => {
      await compose(databaseUrl, withDevelopmentTokens({}));
      await compose(databaseUrl, await otherSettings());
    });
    const documented = Object.values(operations).map(({ method, path }) => `${method.toUpperCase()} ${path}`);
    expect([...routes].filter((route) => !isOfDocuments(route) && !isWithin(route)).sort()).to.deep.equal(documented.sort());
  });
});
