import { expect } from 'chai';
import { SignJWT, UnsecuredJWT } from 'jose';
import { OidcAuthenticator } from '../../src/auth/oidc-authenticator.js';
import type { ProviderKeysOptions } from '../../src/auth/provider-keys.js';
import { makeKey, startProvider } from '../support/identity-provider.js';

type Provider = Awaited<ReturnType<typeof startProvider>>;

const authenticatorOf = ({ issuer }: Provider, options: ProviderKeysOptions = {}) =>
  new OidcAuthenticator({ issuer, audience: 'shop', rolesClaim: 'roles', adminRole: 'shop-admin' }, options);

const soon = (seconds: number): number => Math.floor(Date.now() / 1_000) + seconds;

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('Tokens of an OpenID provider', () => {
  it('tell the user, and the roles of the configured claim', async () => {
    const provider = await startProvider();
    const token = await provider.sign({ roles: ['shop-admin', 'buyer', 'admin'] });
    expect(await authenticatorOf(provider).authenticate(token)).to.deep.equal({ userId: 'ann', roles: ['admin', 'buyer'] });
  });

  it('of a provider with a path in its name', async () => {
    const provider = await startProvider('/realms/shop');
    expect(await authenticatorOf(provider).authenticate(await provider.sign())).to.deep.include({ userId: 'ann' });
  });

  for (const alg of ['RS256', 'PS256', 'EdDSA'])
    it(`signed with ${alg}`, async () => {
      const provider = await startProvider();
      await provider.rotate('other', alg);
      expect(await authenticatorOf(provider).authenticate(await provider.sign())).to.deep.include({ userId: 'ann' });
    });

  const forgeries: Readonly<Record<string, (provider: Provider) => Promise<string> | string>> = {
    'that nobody signed (alg: none)': ({ claims }) => new UnsecuredJWT(claims).encode(),
    'that somebody else signed': async ({ sign }) => sign({}, await makeKey('first')),
    'that were signed with the public key as a secret (HS256)': async ({ claims, publicKeyText }) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', kid: 'first' })
        .sign(new TextEncoder().encode(await publicKeyText())),
    'that bring their own key along': async ({ sign, issuer }) => {
      const key = await makeKey('own');
      return sign({}, key, { kid: 'own', jku: `${issuer}/keys` });
    },
    'whose claims were changed': async ({ sign }) => {
      const [header, , signature] = (await sign()).split('.');
      const [, payload] = (await sign({ sub: 'eve' })).split('.');
      return [header, payload, signature].join('.');
    },
    'for another audience': ({ sign }) => sign({ aud: 'bank' }),
    'for no audience': ({ sign }) => sign({ aud: undefined }),
    'of another issuer': ({ sign }) => sign({ iss: 'https://evil.example' }),
    'that have expired': ({ sign }) => sign({ exp: soon(-30) }),
    'that never expire': ({ sign }) => sign({ exp: undefined }),
    'that are not valid yet': ({ sign }) => sign({ nbf: soon(60) }),
    'of nobody': ({ sign }) => sign({ sub: undefined }),
    'of a user without a name': ({ sign }) => sign({ sub: '' }),
    'of a user whose id is too long': ({ sign }) => sign({ sub: 'x'.repeat(256) }),
    'of a user whose id cannot be stored': ({ sign }) => sign({ sub: 'a\0b' }),
    'that are opaque': () => 'ya29.a0AfH6SMBx',
    'that are no token': () => '..',
  };
  for (const [what, forge] of Object.entries(forgeries))
    it(`${what} are refused`, async () => {
      const provider = await startProvider();
      const authenticator = authenticatorOf(provider);
      expect(await authenticator.authenticate(await forge(provider))).to.equal(undefined);
      expect(await authenticator.authenticate(await provider.sign())).to.deep.include({ userId: 'ann' });
    });
});

describe('The keys of an OpenID provider', () => {
  it('are asked for once, by however many requests', async () => {
    const provider = await startProvider();
    const authenticator = authenticatorOf(provider);
    const token = await provider.sign();
    await Promise.all(Array.from({ length: 20 }, () => authenticator.authenticate(token)));
    await authenticator.authenticate(token);
    expect(provider.asked).to.have.length(2);
  });

  it('may change: the new one counts from its first token, the old one no longer', async () => {
    const provider = await startProvider();
    const authenticator = authenticatorOf(provider, { cooldownMs: 0 });
    const old = await provider.sign();
    expect(await authenticator.authenticate(old)).to.deep.include({ userId: 'ann' });
    await provider.rotate('second');
    expect(await authenticator.authenticate(await provider.sign())).to.deep.include({ userId: 'ann' });
    expect(await authenticator.authenticate(old)).to.equal(undefined);
  });

  it('are not asked for by every token that names an unknown one', async () => {
    const provider = await startProvider();
    const authenticator = authenticatorOf(provider);
    await authenticator.authenticate(await provider.sign());
    const unknown = await provider.sign({}, await makeKey('unknown'));
    for (let count = 0; count < 5; count += 1) expect(await authenticator.authenticate(unknown)).to.equal(undefined);
    expect(provider.asked).to.have.length(2);
  });

  it('go on working while the provider is away, however old they are', async () => {
    const provider = await startProvider();
    const authenticator = authenticatorOf(provider, { freshMs: 0 });
    const token = await provider.sign();
    await authenticator.authenticate(token);
    provider.leave();
    for (let count = 0; count < 3; count += 1) expect(await authenticator.authenticate(token)).to.deep.include({ userId: 'ann' });
  });

  it('that were never had make it unavailable, not a refusal', async () => {
    const provider = await startProvider();
    provider.leave();
    const authenticator = authenticatorOf(provider);
    const token = await provider.sign();
    for (let count = 0; count < 3; count += 1)
      expect(await failureOf(authenticator.authenticate(token))).to.include({
        kind: 'unavailable',
        code: 'identity_provider_unavailable',
      });
    expect(provider.asked, 'asks again only after a pause').to.have.length(1);
  });

  it('of a provider that calls itself something else are not taken', async () => {
    const provider = await startProvider();
    const authenticator = authenticatorOf({ ...provider, issuer: `${provider.issuer}/` });
    expect(await failureOf(authenticator.authenticate(await provider.sign()))).to.include({ kind: 'unavailable' });
  });
});
