import { expect } from 'chai';
import { createHttpUpstream } from '../src/http-upstream.js';
import { createLogger } from '@ordermill/service-kit';
import type { Upstream } from '../src/upstream.js';
import { gatewayOf, listening, unusedUrl } from './support/servers.js';

const named = (name: string, checks: Record<string, string> = { database: 'ok' }): Upstream => ({
  listener: (_request, response) => void response.end(name),
  ready: () => Promise.resolve({ ok: Object.values(checks).every((result) => result === 'ok'), checks }),
});

describe('The gateway', () => {
  for (const [path, service] of [
    ['/api/orders', 'order'],
    ['/api/orders/', 'order'],
    ['/api/orders/1/status?x=/api/vouchers', 'order'],
    ['/api/payments/1', 'payment'],
    ['/api/vouchers', 'voucher'],
    ['/api/events/replays/1', 'event-store'],
  ] as const)
    it(`sends ${path} to the ${service} service`, async () => {
      const { url } = await gatewayOf(named('order'), named('payment'), named('voucher'), named('event-store'));
      expect(await (await fetch(url + path)).text()).to.equal(service);
    });

  for (const path of ['/api', '/api/ordersx', '/api/other', '/orders', '/API/orders'])
    it(`answers 404 problem details at ${path}`, async () => {
      const { url } = await gatewayOf(named('order'));
      const answer = await fetch(url + path);
      expect(answer.status).to.equal(404);
      expect(answer.headers.get('content-type')).to.match(/^application\/problem\+json/);
      expect(await answer.json()).to.include({ code: 'not_found' });
    });

  it('is live by itself, and ready when every service is', async () => {
    const late = named('payment', { database: 'ok', relay: '12 s behind' });
    const { url } = await gatewayOf(named('order'), late, named('voucher'));
    expect((await fetch(`${url}/health/live`)).status).to.equal(200);
    const ready = await fetch(`${url}/health/ready`);
    expect(ready.status).to.equal(503);
    expect(await ready.json()).to.deep.include({
      checks: { order: 'ok', payment: 'relay 12 s behind', voucher: 'ok', 'event-store': 'ok' },
    });
    const all = await gatewayOf(named('order'));
    expect((await fetch(`${all.url}/health/ready`)).status).to.equal(200);
  });

  it('is not ready any more once it is asked to stop', async () => {
    const { url } = await gatewayOf(named('order'), undefined, undefined, undefined, AbortSignal.abort());
    expect((await fetch(`${url}/health/ready`)).status).to.equal(503);
  });
});

describe('A service over HTTP', () => {
  const upstream = (...urls: string[]) => createHttpUpstream({ name: 'order', urls, log: createLogger('silent') });
  const health = (status: number) =>
    listening((request, response) => void response.writeHead(request.url === '/health/ready' ? status : 404).end());

  it('is ready when one replica is', async () => {
    expect((await upstream(await unusedUrl(), await health(503), await health(200)).ready()).ok).to.equal(true);
    expect((await upstream(await unusedUrl(), await health(503)).ready()).ok).to.equal(false);
  });
});
