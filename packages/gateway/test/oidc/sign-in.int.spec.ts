import { expect } from 'chai';
import { echoed } from '../support/echo.js';
import { Browser, startGateways } from '../support/front.js';
import { consentAt, startProvider } from '../support/provider.js';

const publicUrl = 'http://localhost:8000';

const start = async (count = 1, more: Readonly<Record<string, string>> = {}) => {
  const provider = await startProvider(publicUrl);
  const env = {
    AUTH_MODE: 'oidc',
    PUBLIC_URL: publicUrl,
    OIDC_ISSUER: provider.issuer,
    OIDC_AUDIENCE: 'shop',
    OIDC_CLIENT_ID: 'portal',
    OIDC_CLIENT_SECRET: 'a secret of the portal alone',
    ...more,
  };
  return { provider, ...(await startGateways(env, count)) };
};

type Started = Awaited<ReturnType<typeof start>>;

/** As far as the provider sends the browser back to. */
const comeBack = async ({ provider }: Started, browser: Browser, login = 'ann', returnTo = '/orders?x=1'): Promise<string> => {
  const answer = await browser.fetch(`/auth/sign-in?returnTo=${encodeURIComponent(returnTo)}`);
  expect(answer.status).to.equal(302);
  const { pathname, search } = await consentAt(answer.headers.get('location') ?? '', provider.issuer, login);
  return pathname + search;
};

const signIn = async (started: Started, login?: string, returnTo?: string): Promise<string | null> => {
  const callback = await comeBack(started, started.browser, login, returnTo);
  expect(callback).to.match(/^\/auth\/callback\?code=/);
  return (await started.browser.fetch(callback)).headers.get('location');
};

const userOf = async (browser: Browser) => ((await (await browser.fetch('/auth/session')).json()) as { user: unknown }).user;

describe('Signing in at an OpenID provider', () => {
  it('comes back signed in, and gives services a token of the user', async () => {
    const started = await start();
    expect(await signIn(started)).to.equal('/orders?x=1');
    expect(await userOf(started.browser)).to.deep.equal({ id: 'ann', name: 'Name of ann', role: null });
    const { headers } = await echoed(await started.browser.fetch('/api/orders'));
    expect(headers['authorization']).to.match(/^Bearer ey[\w-]+\.[\w-]+\.[\w-]+$/);
    const [row] = await started.database.query({ text: 'select * from sessions' });
    expect(JSON.stringify(row)).to.not.contain(headers['authorization']?.slice(7, 60));
  });

  it('makes an admin of whoever has the role', async () => {
    const started = await start();
    await signIn(started, 'root');
    expect(await userOf(started.browser)).to.deep.include({ id: 'root', role: 'admin' });
  });

  it('asks for a code with PKCE, state and nonce', async () => {
    const { browser } = await start();
    const { searchParams } = new URL((await browser.fetch('/auth/sign-in')).headers.get('location') ?? '');
    expect(Object.fromEntries(searchParams)).to.include({ response_type: 'code', code_challenge_method: 'S256' });
    for (const name of ['state', 'nonce', 'code_challenge']) expect(searchParams.get(name)).to.match(/^[\w-]{43}$/);
  });

  it('leads to no other site', async () => {
    const started = await start();
    expect(await signIn(started, 'ann', '//evil.example/')).to.equal('/');
  });

  it('counts only in the browser that began it, and once', async () => {
    const started = await start();
    const callback = await comeBack(started, started.browser);
    const victim = new Browser(started.url);
    expect((await victim.fetch(callback)).headers.get('location')).to.equal('/sign-in?problem=expired');
    await victim.fetch('/auth/sign-in');
    expect((await victim.fetch(callback)).headers.get('location')).to.equal('/sign-in?problem=expired');
    expect(victim.session).to.equal(undefined);
    expect((await started.browser.fetch(callback)).headers.get('location')).to.equal('/orders?x=1');
    expect((await started.browser.fetch(callback)).headers.get('location')).to.equal('/sign-in?problem=expired');
  });

  it('does not happen with a code that the provider did not give', async () => {
    const started = await start();
    const callback = await comeBack(started, started.browser);
    const answer = await started.browser.fetch(callback.replace(/code=[^&]+/, 'code=guessed'));
    expect(answer.headers.get('location')).to.equal('/sign-in?problem=refused&returnTo=%2Forders%3Fx%3D1');
    expect(started.browser.session).to.equal(undefined);
  });

  it('gives a new session id', async () => {
    const started = await start();
    await signIn(started);
    const former = started.browser.at(started.url);
    await signIn(started);
    expect(started.browser.session).to.not.equal(former.session);
    expect(await userOf(former)).to.equal(null);
  });

  it('passes the ID token on where access tokens are opaque', async () => {
    const started = await start(1, { OIDC_PASSED_TOKEN: 'id_token', OIDC_AUDIENCE: 'portal' });
    await signIn(started);
    expect(await userOf(started.browser)).to.deep.include({ id: 'ann' });
  });

  it('is refused where services would not accept the token', async () => {
    const started = await start(1, { OIDC_AUDIENCE: 'another' });
    expect(await signIn(started)).to.match(/^\/sign-in\?problem=refused&/);
    expect(started.browser.session).to.equal(undefined);
  });

  it('leads to the provider again at sign-out, and the session is over', async () => {
    const started = await start(2);
    await signIn(started);
    const other = started.browser.at(started.urls[1] ?? '');
    expect(await userOf(other)).to.deep.include({ id: 'ann' });
    const answer = await started.browser.post('/auth/sign-out');
    const { redirect } = (await answer.json()) as { redirect: string };
    expect(redirect).to.match(new RegExp(`^${started.provider.issuer}/session/end\\?.*id_token_hint=ey`));
    expect(await userOf(other)).to.equal(null);
    expect(started.provider.revoked).to.have.length(1);
  });

  it('is over at sign-out though the provider is away, which cannot be told of it', async () => {
    const started = await start();
    await signIn(started);
    await started.provider.close();
    expect((await started.browser.post('/auth/sign-out')).status).to.equal(200);
    expect(await userOf(started.browser)).to.equal(null);
  });

  it('does not forget the page first asked for when the provider goes away in between', async () => {
    const started = await start();
    const callback = await comeBack(started, started.browser);
    await started.provider.close();
    const answer = await started.browser.fetch(callback);
    expect(answer.headers.get('location')).to.equal('/sign-in?problem=unavailable&returnTo=%2Forders%3Fx%3D1');
  });

  for (const [what, take] of [
    ['provider', ({ provider }) => provider.close()],
    [
      'database',
      ({ lines: [line] }) => {
        line?.refuse();
        line?.cut();
      },
    ],
  ] as const satisfies readonly (readonly [string, (started: Started) => unknown])[])
    it(`leads to a page that says so while the ${what} is away`, async () => {
      const started = await start();
      await take(started);
      const answer = await started.browser.fetch('/auth/sign-in?returnTo=%2Fvouchers');
      expect(answer.headers.get('location')).to.equal('/sign-in?problem=unavailable&returnTo=%2Fvouchers');
    });
}).timeout(20_000);

describe('A token that expires', () => {
  it('is refreshed once, by however many requests at several gateways', async () => {
    const started = await start(2);
    await signIn(started);
    await started.database.query({ text: "update sessions set tokens_expire_at = now() - interval '1 s'" });
    const browsers = started.urls.map((url) => started.browser.at(url));
    const all = await Promise.all(
      Array.from({ length: 20 }, async (_, n) => echoed(await (browsers[n % 2] as Browser).fetch('/api/orders'))),
    );
    expect(new Set(all.map(({ headers }) => headers['authorization'])).size).to.equal(1);
    expect(started.provider.refreshed).to.have.length(1);
  });

  it('that cannot be refreshed any more ends the session', async () => {
    const started = await start();
    await signIn(started);
    await started.database.query({ text: "update sessions set tokens_expire_at = now() - interval '1 s'" });
    await spendRefreshToken(started);
    expect((await echoed(await started.browser.fetch('/api/orders'))).headers).to.not.have.any.keys('authorization');
    expect(await started.database.query({ text: 'select 1 from sessions' })).to.deep.equal([]);
  });
}).timeout(20_000);

/** Spends the refresh token, which the provider takes once. */
const spendRefreshToken = async ({ browser, database, provider }: Started): Promise<void> => {
  const [before] = await database.query<{ tokens: Buffer }>({ text: 'select tokens from sessions' });
  await browser.fetch('/api/orders');
  expect(provider.refreshed).to.have.length(1);
  await database.query({
    text: "update sessions set tokens = $1, tokens_expire_at = now() - interval '1 s'",
    values: [before?.tokens],
  });
};
