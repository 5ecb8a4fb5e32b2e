import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'mocha';
import { Provider } from 'oidc-provider';
import { Browser } from './front.js';

const ends: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** A real OpenID provider on loopback; its access tokens are for the audience `shop`. */
export const startProvider = async (publicUrl: string) => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  ends.push(close);
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'portal',
        client_secret: 'a secret of the portal alone',
        redirect_uris: [`${publicUrl}/auth/callback`],
        post_logout_redirect_uris: [`${publicUrl}/`],
        grant_types: ['authorization_code', 'refresh_token'],
      },
    ],
    cookies: { keys: ['for tests'] },
    claims: { openid: ['sub', 'name'] },
    rotateRefreshToken: true,
    findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, name: `Name of ${id}` }) }),
    extraTokenClaims: (_ctx, token) => ('accountId' in token && token.accountId === 'root' ? { roles: ['admin'] } : {}),
    conformIdTokenClaims: false,
    issueRefreshToken: () => Promise.resolve(true),
    features: {
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => 'urn:shop',
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({ scope: '', audience: 'shop', accessTokenFormat: 'jwt', accessTokenTTL: 600 }),
      },
    },
  });
  const refreshed: string[] = [];
  provider.on('grant.success', ({ oidc }) => {
    if (oidc.params?.['grant_type'] === 'refresh_token') refreshed.push(String(oidc.params['refresh_token']));
  });
  const revoked: string[] = [];
  provider.on('grant.revoked', (_ctx, grantId) => revoked.push(grantId));
  const handle = provider.callback();
  server.on('request', (request, response) => void handle(request, response));
  return { issuer, refreshed, revoked, close };
};

/** Does at the provider what a person would, from the page that `url` is; answers where it sends the browser in the end. */
export const consentAt = async (url: string, issuer: string, login: string): Promise<URL> => {
  const browser = new Browser(issuer);
  let at = new URL(url);
  for (const prompt of ['login', 'consent', 'login', 'consent']) {
    while (at.origin === issuer && !at.pathname.startsWith('/interaction/')) {
      const answer = await browser.fetch(at.href);
      at = new URL(answer.headers.get('location') ?? `about:${answer.status}`, at);
    }
    if (at.origin !== issuer) return at;
    const body = new URLSearchParams({ prompt, login, password: 'any' }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const answer = await browser.fetch(at.href, { method: 'POST', headers, body });
    at = new URL(answer.headers.get('location') ?? at.href, at);
  }
  return at;
};
