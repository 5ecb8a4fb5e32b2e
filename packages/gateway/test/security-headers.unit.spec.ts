import { createLogger } from '@ordermill/service-kit';
import { expect } from 'chai';
import { createHttpUpstream } from '../src/http-upstream.js';
import { openDoor } from '../src/front-door.js';
import { gatewayBehind, listening } from './support/servers.js';

const behind = async (https: boolean, metrics = true) => {
  const service = await listening((_request, response) => void response.setHeader('X-Own', '1').end('fine'));
  const order = createHttpUpstream({ name: 'order', urls: [service], log: createLogger('silent') });
  return gatewayBehind({ ...openDoor, https, metrics }, order);
};

describe('Security headers', () => {
  for (const path of ['/api/orders', '/health/live', '/nothing'])
    it(`are on the answer at ${path}`, async () => {
      const { url } = await behind(false);
      const { headers } = await fetch(url + path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).to.contain("default-src 'self'").and.contain("script-src 'self';").and.contain("frame-ancestors 'none'");
      expect(policy).to.not.contain('upgrade-insecure-requests');
      expect(headers.get('x-content-type-options')).to.equal('nosniff');
      expect(headers.get('x-frame-options')).to.equal('DENY');
      expect(headers.get('referrer-policy')).to.equal('no-referrer');
      expect(headers.has('strict-transport-security')).to.equal(false);
    });

  it('keep what a service says', async () => {
    const { url } = await behind(false);
    expect((await fetch(`${url}/api/orders`)).headers.get('x-own')).to.equal('1');
  });

  it('hold browsers to HTTPS where it is the only way in', async () => {
    const { headers } = await fetch((await behind(true)).url);
    expect(headers.get('strict-transport-security')).to.match(/^max-age=\d{8,}/);
    expect(headers.get('content-security-policy')).to.contain('upgrade-insecure-requests');
  });

  it('allow no other origin anything', async () => {
    const { url } = await behind(false);
    const preflight = { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' };
    for (const method of ['GET', 'OPTIONS', 'POST']) {
      const answer = await fetch(`${url}/api/orders`, { method, headers: preflight });
      expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control-'))).to.deep.equal([]);
    }
  });
});

describe('Metrics', () => {
  it('are not to be had from outside where the door is closed to them', async () => {
    expect((await fetch(`${(await behind(false)).url}/metrics`)).status).to.equal(200);
    expect((await fetch(`${(await behind(false, false)).url}/metrics`)).status).to.equal(404);
  });
});
