import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../../../src/embedded-postgres.js';
import { atEnd } from '../../support/clean-up.js';
import { startProcess, stopProcesses } from '../../support/process.js';

/** A PostgreSQL of the suite's own. */
export const ownPostgres = async (): Promise<string> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'ordermill-contract-'));
  atEnd(() => rm(dataDir, { recursive: true }));
  const { url, stop } = await startEmbeddedPostgres({ dataDir });
  atEnd(stop);
  atEnd(stopProcesses);
  return url;
};

/** The URL of a standalone with these settings. Orders are sent by an operator alone, and delivered at once. */
export const startStandalone = async (databaseUrl: string, env: Readonly<Record<string, string>> = {}): Promise<string> => {
  const own = { DATABASE_URL: databaseUrl, PORT: '0', DISPATCH_DELAY_MS: '3600000', DELIVERY_DELAY_MS: '0' };
  return startProcess('standalone', { ...own, ...env }).says(/^ordermill ready on (http:\/\/localhost:\d+)\n/m);
};

/** As much of an OpenID provider as it takes to be sent there. */
const discoverable = async (): Promise<string> => {
  const server = createServer((_request, response) => {
    const endpoints = {
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
    };
    const supported = { response_types_supported: ['code'], subject_types_supported: ['public'] };
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify({ issuer, ...endpoints, ...supported }));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  atEnd(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return issuer;
};

/** Of a system with what no other has: sign-in at a provider, and Stripe. */
export const otherSettings = async (): Promise<Readonly<Record<string, string>>> => ({
  AUTH_MODE: 'oidc',
  OIDC_ISSUER: await discoverable(),
  OIDC_AUDIENCE: 'shop',
  OIDC_CLIENT_ID: 'portal',
  PUBLIC_URL: 'http://localhost:8000',
  PAYMENT_GATEWAY: 'stripe',
  STRIPE_SECRET_KEY: 'sk_test_of_nobody',
  STRIPE_WEBHOOK_SECRET: 'whsec_of_nobody',
});
