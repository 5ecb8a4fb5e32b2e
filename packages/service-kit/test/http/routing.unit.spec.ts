import { expect } from 'chai';
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { serve, type Routes } from '../support/serve.js';

const routes: Routes = (router) =>
  router
    .get('/api/things/:id', (ctx) => {
      ctx.body = { id: ctx.params['id'], name: 'Käse' };
    })
    .delete('/api/things/:id', (ctx) => {
      ctx.body = null;
    });

/** Sends bytes that no client library would. */
const raw = async (port: number, request: string): Promise<string> => {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(request);
  return text(socket);
};

describe('Routing', () => {
  it('answers JSON with its charset', async () => {
    const { call } = await serve(routes);
    const answer = await call('/api/things/1');
    expect(answer.headers.get('content-type')).to.equal('application/json; charset=utf-8');
    expect(await answer.json()).to.deep.equal({ id: '1', name: 'Käse' });
  });

  it('answers 404 problem details to an unknown path', async () => {
    const { call } = await serve(routes);
    const answer = await call('/api/nothing');
    expect(answer.status).to.equal(404);
    expect(await answer.json()).to.include({ code: 'not_found' });
  });

  it('repeats no card number that stands in a path, neither in the answer nor in the log', async () => {
    const { call, lines } = await serve(routes);
    const numbers = ['4242424242424242', '4242-4242-4242-4242', '4242%204242%204242%204242', '378282246310005'];
    for (const number of numbers)
      expect((await (await call(`/api/nothing/${number}`)).text()).includes('/api/nothing/….')).to.equal(true);
    await call('/api/nothing/00000000-0000-4000-8000-000000000001');
    const paths = lines.flatMap(({ path }) => path ?? []);
    expect(paths).to.deep.equal([...numbers.map(() => '/api/nothing/…'), '/api/nothing/00000000-0000-4000-8000-000000000001']);
  });

  it('answers 405 with Allow to a wrong method, also on health', async () => {
    const { call } = await serve(routes);
    const answer = await call('/api/things/1', { method: 'PUT', body: '{}' });
    expect(answer.status).to.equal(405);
    expect(answer.headers.get('allow')).to.equal('DELETE, GET, HEAD');
    expect(await answer.json()).to.include({ code: 'method_not_allowed' });
    const health = await call('/health/live', { method: 'POST' });
    expect([health.status, health.headers.get('allow')]).to.deep.equal([405, 'GET, HEAD']);
  });

  it('answers 405 to a method that nobody knows', async () => {
    const { port } = await serve(routes);
    const answer = await raw(port, 'PROPFIND /api/things/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
    expect(answer).to.match(/^HTTP\/1.1 405 /);
    expect(answer).to.match(/^Allow: DELETE, GET, HEAD/m);
  });

  it('answers HEAD as GET without a body', async () => {
    const { call } = await serve(routes);
    const answer = await call('/api/things/1', { method: 'HEAD' });
    expect(answer.status).to.equal(200);
    expect(Number(answer.headers.get('content-length'))).to.be.above(0);
    expect(await answer.text()).to.equal('');
  });

  const ill = ['/api/things/%', '/api/things/%zz', '/api/things/%C3%28', '/api/things/%00'];
  const upwards = [
    '/api/x/../things/1',
    '/api/x/%2e%2E/things/1',
    '/api/x/..%2fthings/1',
    '/api/x\\..\\things/1',
    '/api/things/.',
  ];
  for (const path of [...ill, ...upwards])
    it(`answers 400 to the path ${path}`, async () => {
      const { port } = await serve(routes);
      const answer = await raw(
        port,
        `GET ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer secret\r\nConnection: close\r\n\r\n`,
      );
      expect(answer).to.match(/^HTTP\/1.1 400 /);
      expect(answer).to.contain('"code":"invalid_path"').and.to.contain('"path":"path"');
    });

  for (const target of ['http://[', '//', '*', '/api/things/1?%', 'http://x/api/things/1'])
    it(`never fails on the request target ${target}`, async () => {
      const { port } = await serve(routes);
      const answer = await raw(port, `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
      expect(answer).to.match(/^HTTP\/1.1 4\d\d /);
    });
});

describe('Request ids', () => {
  it('takes over a well-formed id', async () => {
    const { call } = await serve(routes);
    const answer = await call('/api/things/1', { headers: { 'X-Request-Id': 'abc-123' } });
    expect(answer.headers.get('x-request-id')).to.equal('abc-123');
  });

  for (const bad of ['with space', 'x'.repeat(129), 'quote"'])
    it(`replaces ${bad.slice(0, 12)}`, async () => {
      const { call } = await serve(routes);
      const answer = await call('/api/things/1', { headers: { 'X-Request-Id': bad } });
      expect(answer.headers.get('x-request-id')).to.match(/^[\da-f-]{36}$/);
    });

  it('marks errors too', async () => {
    const { call } = await serve(routes);
    const answer = await call('/api/nothing', { headers: { 'X-Request-Id': 'abc-123' } });
    expect(answer.headers.get('x-request-id')).to.equal('abc-123');
  });
});

describe('The request log', () => {
  it('has one line for a request, without query or token', async () => {
    const { call, lines } = await serve(routes);
    await (await call('/api/things/1?card=sesame', { headers: { 'X-Request-Id': 'abc' } })).text();
    while (lines.length === 0) await new Promise((resolve) => setImmediate(resolve));
    expect(lines).to.have.length(1);
    expect(lines[0]).to.include({ method: 'GET', path: '/api/things/1', status: 200, requestId: 'abc' });
    expect(JSON.stringify(lines)).to.not.match(/sesame|secret/);
  });
});
