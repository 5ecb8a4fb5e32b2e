import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { afterEach } from 'mocha';

const ends: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

export const makeKey = async (kid: string, alg = 'ES256') => ({
  kid,
  alg,
  ...(await generateKeyPair(alg, { extractable: true })),
});

export type Key = Awaited<ReturnType<typeof makeKey>>;

/** An OpenID provider as far as whoever checks tokens can tell: discovery and keys. It can change its keys, and be away. */
export const startProvider = async (path = '') => {
  let keys = [await makeKey('first')];
  let away = false;
  const asked: string[] = [];
  const answerOf = async (url: string): Promise<object> =>
    url.endsWith('/keys')
      ? { keys: await Promise.all(keys.map(async ({ kid, alg, publicKey }) => ({ ...(await exportJWK(publicKey)), kid, alg }))) }
      : { issuer, jwks_uri: `${issuer}/keys` };
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (away) response.writeHead(500).end();
    else void answerOf(request.url ?? '').then((answer) => response.end(JSON.stringify(answer)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  ends.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
  const claims = { iss: issuer, aud: 'shop', sub: 'ann', exp: Math.floor(Date.now() / 1_000) + 300 };
  const sign = (changes: Readonly<Record<string, unknown>> = {}, key = keys[0] as Key, header = {}): Promise<string> =>
    new SignJWT({ ...claims, ...changes }).setProtectedHeader({ alg: key.alg, kid: key.kid, ...header }).sign(key.privateKey);
  return {
    issuer,
    asked,
    claims,
    key: () => keys[0] as Key,
    sign,
    publicKeyText: () => exportSPKI((keys[0] as Key).publicKey),
    /** Signs with a new key from now on, and no longer gives the old one out. */
    rotate: async (kid: string, alg?: string): Promise<void> => void (keys = [await makeKey(kid, alg)]),
    leave: () => void (away = true),
    comeBack: () => void (away = false),
  };
};
