import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

const audience = 'shop';
const client = { id: 'portal', secret: 'a secret of the portal alone' };

const listening = async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
};

const freePort = async (): Promise<number> => {
  const { server, port } = await listening();
  server.close();
  await once(server, 'close');
  return port;
};

const servers: Server[] = [];

after('close the identity providers', () => {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
});

/** A real OpenID provider, which lets everybody in, and the environment of a shop that signs in there. */
export const startIdentityProvider = async () => {
  const { server, port } = await listening();
  const shopPort = String(await freePort());
  const issuer = `http://localhost:${port}`;
  const shopUrl = `http://localhost:${shopPort}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [`${shopUrl}/auth/callback`],
        post_logout_redirect_uris: [`${shopUrl}/`],
        grant_types: ['authorization_code', 'refresh_token'],
      },
    ],
    cookies: { keys: ['for tests'] },
    claims: { openid: ['sub', 'name'] },
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, name: `Name of ${id}` }) }),
    conformIdTokenClaims: false,
    features: {
      resourceIndicators: {
        enabled: true,
        defaultResource: () => 'urn:shop',
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({ scope: '', audience, accessTokenFormat: 'jwt', accessTokenTTL: 600 }),
      },
    },
  });
  const handle = provider.callback();
  server.on('request', (request, response) => void handle(request, response));
  servers.push(server);
  const env = {
    AUTH_MODE: 'oidc',
    PORT: shopPort,
    PUBLIC_URL: shopUrl,
    OIDC_ISSUER: issuer,
    OIDC_AUDIENCE: audience,
    OIDC_CLIENT_ID: client.id,
    OIDC_CLIENT_SECRET: client.secret,
  };
  return { issuer, env };
};
