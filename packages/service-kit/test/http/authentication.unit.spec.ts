import { expect } from 'chai';
import { DomainError } from '@ordermill/kernel';
import { Authenticator } from '../../src/auth/authenticator.js';
import { principalOf, requireRole } from '../../src/http/authentication.js';
import { serve, type Routes } from '../support/serve.js';

const routes: Routes = (router) =>
  router
    .get('/me', (ctx) => {
      ctx.body = principalOf(ctx);
    })
    .post('/admin', requireRole('admin'), (ctx) => {
      ctx.body = {};
    });

describe('Authentication', () => {
  for (const authorization of ['Bearer secret', 'bearer secret', 'BEARER   secret', 'secret', '  secret'])
    it(`accepts "${authorization}"`, async () => {
      const { call } = await serve(routes);
      const answer = await call('/me', { headers: { Authorization: authorization } });
      expect(await answer.json()).to.deep.equal({ userId: 'alice', roles: [] });
    });

  for (const authorization of [
    '',
    'Bearer',
    'Bearer ',
    'Bearer wrong',
    'wrong',
    'Basic secret',
    'Bearer secret extra',
    'Bearer secre',
    'SECRET',
  ])
    it(`answers 401 to "${authorization}"`, async () => {
      const { url } = await serve(routes);
      const answer = await fetch(`${url}/me`, { headers: authorization ? { Authorization: authorization } : {} });
      expect(answer.status).to.equal(401);
      expect(answer.headers.get('www-authenticate')).to.equal(authorization ? 'Bearer error="invalid_token"' : 'Bearer');
      expect(await answer.json()).to.include({ code: 'unauthenticated', status: 401 });
    });

  it('comes before the body: a stranger is refused whatever is sent', async () => {
    const { url } = await serve(routes);
    const answer = await fetch(`${url}/admin`, { method: 'POST', body: 'x'.repeat(3_000_000) });
    expect(answer.status).to.equal(401);
  });

  it('answers 403 to whoever lacks the role', async () => {
    const { call } = await serve(routes);
    const refused = await call('/admin', { method: 'POST' });
    expect(refused.status).to.equal(403);
    expect(await refused.json()).to.include({ code: 'forbidden' });
    expect((await call('/admin', { method: 'POST', headers: { Authorization: 'Bearer admin-secret' } })).status).to.equal(200);
  });

  it('needs none for health', async () => {
    const { url } = await serve(routes);
    expect((await fetch(`${url}/health/live`)).status).to.equal(200);
    expect((await fetch(`${url}/health/ready`)).status).to.equal(200);
  });

  it('answers 503, not 401, when it cannot be found out who asks', async () => {
    class Unreachable extends Authenticator {
      override authenticate = () => Promise.reject(new DomainError('unavailable', 'issuer_unavailable', 'away'));
    }
    const { call } = await serve(routes, new Unreachable());
    expect((await call('/me')).status).to.equal(503);
  });
});
