import { expect } from 'chai';
import { startGateways, staticEnv } from '../support/front.js';

const as = (token: string, address = '1.1.1.1') => ({ authorization: `Bearer ${token}`, 'x-forwarded-for': address });

const statusOf = async (url: string, headers: Readonly<Record<string, string>>, path = '/api/orders'): Promise<number> =>
  (await fetch(url + path, { headers })).status;

const limited = (more: Readonly<Record<string, string>> = {}, count = 1) =>
  startGateways({ ...staticEnv, RATE_LIMIT_PER_MINUTE: '3', TRUST_PROXY: '1', ...more }, count);

describe('Rate limits', () => {
  for (const store of ['memory', 'postgres'])
    it(`stop a user wherever they come from, and say when to go on (${store})`, async () => {
      const { url } = await limited({ RATE_LIMIT_STORE: store });
      const ask = (n: number) => fetch(`${url}/api/orders`, { headers: as('user-token', `1.1.1.${n}`) });
      const first = await ask(1);
      expect(first.status).to.equal(200);
      expect(first.headers.get('ratelimit-policy')).to.equal('"address";q=3;w=60, "user";q=3;w=60');
      expect(first.headers.get('ratelimit')).to.match(/^"address";r=2;t=\d+, "user";r=2;t=\d+$/);
      for (const n of [2, 3]) expect((await ask(n)).status).to.equal(200);
      const refused = await ask(4);
      expect(refused.status).to.equal(429);
      expect(Number(refused.headers.get('retry-after'))).to.be.within(1, 60);
      expect(refused.headers.get('content-type')).to.match(/^application\/problem\+json/);
      expect(await refused.json()).to.include({ code: 'rate_limited', status: 429 });
      expect(await statusOf(url, as('admin-token', '1.1.1.9')), 'another user').to.equal(200);
    });

  it('stop an address whoever asks, and with whatever token', async () => {
    const { url } = await limited();
    for (const token of ['wrong-1', 'wrong-2', 'user-token']) expect(await statusOf(url, as(token))).to.equal(200);
    expect(await statusOf(url, as('admin-token'))).to.equal(429);
    expect(await statusOf(url, as('admin-token', '2.2.2.2'))).to.equal(200);
  });

  it('believe nobody about addresses unless told to', async () => {
    const { url } = await limited({ TRUST_PROXY: '0' });
    for (const address of ['1.1.1.1', '2.2.2.2', '3.3.3.3']) expect(await statusOf(url, as('x', address))).to.equal(200);
    expect(await statusOf(url, as('x', '4.4.4.4'))).to.equal(429);
  });

  it('leave health and metrics alone', async () => {
    const { url } = await limited();
    for (let n = 0; n < 5; n += 1) {
      expect(await statusOf(url, as('x'), '/health/live')).to.equal(200);
      expect(await statusOf(url, as('x'), '/metrics')).to.equal(200);
    }
    expect(await statusOf(url, as('x'))).to.equal(200);
  });

  it('hold for the user of a session, and for sign-ins', async () => {
    const { browser, url } = await limited();
    await browser.post('/auth/sign-in', { name: 'demo' }, { 'x-forwarded-for': '9.9.9.9' });
    for (const n of [1, 2, 3])
      expect((await browser.fetch('/api/orders', { headers: { 'x-forwarded-for': `1.1.1.${n}` } })).status).to.equal(200);
    expect(await statusOf(url, as('user-token', '5.5.5.5'))).to.equal(429);
    for (const n of [1, 2]) expect(await statusOf(url, as('x', '9.9.9.9'), '/auth/session'), `${n}`).to.equal(200);
    expect(await statusOf(url, as('x', '9.9.9.9'), '/auth/session')).to.equal(429);
  });

  it('are off at 0', async () => {
    const { url } = await limited({ RATE_LIMIT_PER_MINUTE: '0' });
    const answers = await Promise.all(Array.from({ length: 10 }, () => fetch(`${url}/api/orders`)));
    for (const { status, headers } of answers) {
      expect(status).to.equal(200);
      expect(headers.has('ratelimit')).to.equal(false);
    }
  });

  it('count for several gateways together in PostgreSQL, and for each alone without it', async () => {
    const { urls, lines } = await limited({ RATE_LIMIT_STORE: 'postgres' }, 2);
    const [first = '', second = ''] = urls;
    for (const url of [first, second, first]) expect(await statusOf(url, as('user-token'))).to.equal(200);
    expect(await statusOf(second, as('user-token'))).to.equal(429);
    lines[1]?.refuse();
    lines[1]?.cut();
    expect(await statusOf(second, as('user-token', '8.8.8.8')), 'without the database').to.equal(200);
    expect(await statusOf(first, as('user-token', '8.8.8.8'))).to.equal(429);
  });
}).timeout(15_000);
