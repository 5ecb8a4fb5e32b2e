import { testServerUrl } from '@ordermill/eventing/testing';
import { createLogger } from '@ordermill/service-kit';
import { expect } from 'chai';
import { GatewayDatabase } from '../../src/database/gateway-database.js';
import { type Grant, Sessions } from '../../src/session/sessions.js';

const grant = (refresh: string): Grant => ({
  userId: 'ann',
  name: 'Ann',
  role: null,
  tokens: { passed: `for ${refresh}`, refresh, id: null },
  expiresAt: null,
});

describe('The end of a session', () => {
  let database: GatewayDatabase;
  let sessions: Sessions;

  before(async () => {
    const stopping = new AbortController().signal;
    database = new GatewayDatabase({ databaseUrl: testServerUrl(), log: createLogger('silent'), stopping });
    await database.opened();
    sessions = new Sessions(database, { idleMs: 60_000, lifetimeMs: 60_000 });
  });
  after(() => database.close());

  it('tells the tokens that it had to the last, once, and takes no more', async () => {
    const id = await sessions.begin(grant('old'));
    expect(await sessions.replace(id, grant('new'))).to.equal(true);
    expect(await sessions.end(id)).to.include({ refresh: 'new' });
    expect(await sessions.end(id)).to.equal(undefined);
    expect(await sessions.replace(id, grant('late'))).to.equal(false);
  });
});
