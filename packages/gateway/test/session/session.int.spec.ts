import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { expect } from 'chai';
import { echoed } from '../support/echo.js';
import { Browser, startGateways, staticEnv } from '../support/front.js';

const accounts = [
  { name: 'demo', role: null },
  { name: 'admin', role: 'admin' },
];

const signedIn = async (name = 'demo', env: Readonly<Record<string, string>> = {}, count = 1) => {
  const gateways = await startGateways({ ...staticEnv, ...env }, count);
  expect((await gateways.browser.post('/auth/sign-in', { name })).status).to.equal(204);
  return gateways;
};

const userOf = async (browser: Browser) => ((await (await browser.fetch('/auth/session')).json()) as { user: unknown }).user;

/** Of `/auth/session`; fetch does not let a Host be chosen. */
const statusFor = async (url: string, host: string): Promise<number | undefined> => {
  const request = get(new URL('/auth/session', url), { headers: { host } });
  const [answer] = (await once(request, 'response')) as [IncomingMessage];
  answer.resume();
  return answer.statusCode;
};

describe('Signing in for development', () => {
  it('shows who there is, and never a token', async () => {
    const { browser } = await startGateways();
    const answer = await browser.fetch('/auth/session');
    expect(answer.headers.get('cache-control')).to.equal('no-store');
    const text = await answer.text();
    expect(JSON.parse(text)).to.deep.equal({ mode: 'static', user: null, accounts });
    expect(text).to.not.contain('token');
  });

  it('makes a session, with which services see the user and no cookie', async () => {
    const { browser } = await signedIn('admin');
    expect(await userOf(browser)).to.deep.equal({ id: 'admin', name: 'admin', role: 'admin' });
    const { headers } = await echoed(await browser.fetch('/api/orders'));
    expect(headers).to.include({ authorization: 'Bearer admin-token' }).and.to.not.have.any.keys('cookie');
  });

  it('keeps the cookie from scripts and other sites', async () => {
    const { browser } = await signedIn();
    expect(browser.setCookies[0]).to.match(/^ordermill=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=43200$/);
  });

  it('keeps the cookie to HTTPS where the public URL is one', async () => {
    const { browser } = await signedIn('demo', { PUBLIC_URL: 'https://shop.example' });
    expect(browser.setCookies[0]).to.match(/^__Host-ordermill=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure;/);
  });

  for (const [host, env, status] of [
    ['localhost:8000', {}, 200],
    ['127.0.0.1', {}, 200],
    ['[::1]:8000', {}, 200],
    ['evil.example:8000', {}, 421],
    ['localhost.evil.example', {}, 421],
    ['127.0.0.1.evil.example', {}, 421],
    ['shop.example', { PUBLIC_URL: 'https://shop.example' }, 200],
    ['shop.example', { HOST: '0.0.0.0' }, 200],
  ] as const)
    it(`answers ${host} with ${status}, whatever name points here${'HOST' in env ? ', unless it listens for others' : ''}`, async () => {
      const { browser } = await startGateways({ ...staticEnv, ...env });
      expect(await statusFor(browser.url, host)).to.equal(status);
    });

  it('knows nobody else', async () => {
    const { browser } = await startGateways();
    const answer = await browser.post('/auth/sign-in', { name: 'eve' });
    expect(answer.status).to.equal(400);
    expect(browser.session).to.equal(undefined);
    expect((await browser.fetch('/auth/sign-in')).status).to.equal(405);
  });
});

describe('A session', () => {
  it('is known by a digest alone in the database', async () => {
    const { browser, database } = await signedIn();
    const rows = await database.query({ text: 'select * from sessions' });
    expect(rows).to.have.length(1);
    expect(JSON.stringify(rows)).to.not.contain(browser.session);
  });

  it('has a new id after every sign-in, and the former one is worth nothing', async () => {
    const { browser, url } = await signedIn();
    const former = browser.at(url);
    await browser.post('/auth/sign-in', { name: 'admin' });
    expect(browser.session).to.not.equal(former.session);
    expect(await userOf(former)).to.equal(null);
  });

  it('never has an id that somebody else chose', async () => {
    const { browser } = await startGateways();
    const planted = 'A'.repeat(43);
    browser.setCookie('ordermill', planted);
    await browser.post('/auth/sign-in', { name: 'demo' });
    expect(browser.session).to.not.equal(planted);
    expect(await userOf(new Browser(browser.url))).to.equal(null);
  });

  for (const [what, tamper] of [
    ['changed', (id: string) => id.slice(0, -1) + (id.endsWith('A') ? 'B' : 'A')],
    ['cut', (id: string) => id.slice(1)],
    ['made up', () => 'x'.repeat(43)],
    ['hostile', () => '%00"'],
  ] as const)
    it(`is not that of a cookie that was ${what}`, async () => {
      const { browser, url } = await signedIn();
      const thief = new Browser(url);
      thief.setCookie('ordermill', tamper(browser.session ?? ''));
      expect(await userOf(thief)).to.equal(null);
      expect((await echoed(await thief.fetch('/api/orders'))).headers).to.not.have.any.keys('authorization', 'cookie');
    });

  it('counts less than an Authorization header', async () => {
    const { browser } = await signedIn('admin');
    const headers = { authorization: 'Bearer user-token', 'sec-fetch-site': 'cross-site' };
    const answer = await browser.fetch('/api/orders', { method: 'POST', headers, body: '{}' });
    expect((await echoed(answer)).headers).to.include({ authorization: 'Bearer user-token' });
  });

  it('ends at sign-out, on every gateway', async () => {
    const { browser, urls } = await signedIn('demo', {}, 2);
    const other = browser.at(urls[1] ?? '');
    expect(await userOf(other)).to.deep.include({ id: 'demo' });
    expect((await browser.post('/auth/sign-out')).status).to.equal(204);
    expect(browser.session).to.equal(undefined);
    expect(await userOf(other)).to.equal(null);
  });

  it('ends after a while without use, and after its lifetime in any case', async () => {
    const { browser, database } = await signedIn();
    await database.query({ text: "update sessions set used_at = now() - interval '119 min'" });
    expect(await userOf(browser)).to.deep.include({ id: 'demo' });
    const [row] = await database.query<{ fresh: boolean }>({
      text: "select used_at > now() - interval '1 min' as fresh from sessions",
    });
    expect(row, 'use is noted').to.deep.equal({ fresh: true });
    await database.query({ text: "update sessions set created_at = now() - interval '13 h'" });
    expect(await userOf(browser)).to.equal(null);
    await database.query({ text: "update sessions set created_at = now(), used_at = now() - interval '121 min'" });
    expect(await userOf(browser)).to.equal(null);
  });

  it('is unavailable without the database, where bearer tokens go on', async () => {
    const { browser, lines, url } = await signedIn();
    lines[0]?.refuse();
    lines[0]?.cut();
    for (const path of ['/api/orders', '/auth/session']) {
      const answer = await browser.fetch(path);
      expect(answer.status, path).to.equal(503);
      expect(answer.headers.get('retry-after')).to.match(/^\d+$/);
    }
    expect((await fetch(`${url}/api/orders`, { headers: { authorization: 'Bearer user-token' } })).status).to.equal(200);
    lines[0]?.accept();
    expect(await userOf(browser)).to.deep.include({ id: 'demo' });
  });
}).timeout(10_000);

describe('With a cookie, a request that changes something', () => {
  const evil = 'https://evil.example';
  const attempts: readonly (readonly [what: string, headers: Readonly<Record<string, string>>])[] = [
    ['from another site', { 'sec-fetch-site': 'cross-site' }],
    ['from a sibling site', { 'sec-fetch-site': 'same-site' }],
    ['from another origin, in an older browser', { 'sec-fetch-site': '', origin: evil }],
    ['from a sandboxed page', { 'sec-fetch-site': '', origin: 'null' }],
    ['from nobody knows where', { 'sec-fetch-site': '' }],
  ];
  for (const [what, headers] of attempts)
    it(`${what} is refused`, async () => {
      const { browser } = await signedIn();
      for (const [method, path] of [
        ['POST', '/api/orders'],
        ['DELETE', '/api/orders/1'],
        ['PUT', '/api/orders/1'],
        ['POST', '/auth/sign-out'],
        ['POST', '/auth/sign-in'],
      ] as const) {
        const answer = await browser.fetch(path, { method, headers });
        expect(answer.status, path).to.equal(403);
        expect(await answer.json()).to.include({ code: 'csrf' });
      }
      expect((await browser.fetch('/api/orders', { headers })).status).to.equal(200);
    });

  it('from a page of this site is forwarded', async () => {
    const { browser, url } = await signedIn();
    const headers = [{}, { 'sec-fetch-site': '', origin: url }];
    for (const each of headers) expect((await browser.post('/api/orders', {}, each)).status).to.equal(200);
  });

  it('must come from the public URL where there is one', async () => {
    const { browser, url } = await signedIn('demo', { PUBLIC_URL: 'http://localhost:8000' });
    expect((await browser.post('/api/orders', {}, { 'sec-fetch-site': '', origin: url })).status).to.equal(403);
    expect((await browser.post('/api/orders', {}, { 'sec-fetch-site': '', origin: 'http://localhost:8000' })).status).to.equal(
      200,
    );
  });
}).timeout(10_000);
