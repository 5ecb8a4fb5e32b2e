import { expect } from 'chai';
import { once } from 'node:events';
import { get, type IncomingMessage, request, type RequestListener, type ServerResponse } from 'node:http';
import { json, text } from 'node:stream/consumers';
import { type Echo, echo, echoed } from './support/echo.js';
import { gatewayTo, listening } from './support/servers.js';

describe('Forwarding over HTTP', () => {
  it('passes on method, path, query, headers and body, and the answer with its headers', async () => {
    const service = await listening(echo);
    const { url } = await gatewayTo([service]);
    const answer = await fetch(`${url}/api/orders/7?a=1&b=%20x&a=2`, {
      method: 'PATCH',
      headers: { Authorization: 'Bearer t', 'X-Request-Id': 'abc' },
      body: '{"ü":1}',
    });
    expect(answer.headers.get('x-method')).to.equal('PATCH');
    expect(answer.headers.get('x-request-id')).to.equal('abc');
    const { url: path, headers, body } = await echoed(answer);
    expect(path).to.equal('/api/orders/7?a=1&b=%20x&a=2');
    expect(headers).to.include({ authorization: 'Bearer t', 'x-request-id': 'abc' });
    expect(headers['host'], 'its own, which it takes tokens of development under').to.equal(new URL(service).host);
    expect(body).to.equal('{"ü":1}');
  });

  it('gives a request an id when it has none', async () => {
    const { url } = await gatewayTo([await listening(echo)]);
    const answer = await fetch(`${url}/api/orders`);
    const { headers } = await echoed(answer);
    expect(headers['x-request-id'])
      .to.match(/^[\da-f-]{36}$/)
      .and.to.equal(answer.headers.get('x-request-id'));
  });

  it('lets no service see what a client says of proxies and sessions', async () => {
    const { url } = await gatewayTo([await listening(echo)]);
    const forged = { 'X-Forwarded-For': '1.2.3.4', 'X-Forwarded-User': 'root', Forwarded: 'for=1.2.3.4', Cookie: 'a=b' };
    const { headers } = await echoed(await fetch(`${url}/api/orders`, { headers: { ...forged, 'X-Real-IP': '1.2.3.4' } }));
    expect(headers).to.not.have.any.keys('x-forwarded-for', 'x-forwarded-user', 'forwarded', 'cookie', 'x-real-ip');
  });

  for (const path of ['/api/orders/../../metrics', '/api/orders/%2e%2e/%2E./metrics', '/api/orders/x\\..\\..\\..\\metrics'])
    it(`leads nowhere else in a service by the path ${path}`, async () => {
      const asked: (string | undefined)[] = [];
      const service = await listening(({ url }, response) => void response.end(asked.push(url)));
      const { port } = await gatewayTo([service]);
      const [answer] = (await once(get({ port, host: '127.0.0.1', path }), 'response')) as [IncomingMessage];
      answer.resume();
      expect(answer.statusCode).to.equal(400);
      expect(asked).to.deep.equal([]);
    });

  it('passes a trace context on, and none that is malformed', async () => {
    const { url } = await gatewayTo([await listening(echo)]);
    const parent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const seen = async (traceparent: string) =>
      (await echoed(await fetch(`${url}/api/orders`, { headers: { traceparent, tracestate: 'a=1' } }))).headers;
    expect(await seen(parent)).to.include({ traceparent: parent, tracestate: 'a=1' });
    for (const bad of [
      'x',
      parent.toUpperCase(),
      parent.replace(/^00-[\da-f]{32}/, `00-${'0'.repeat(32)}`),
      `ff${parent.slice(2)}`,
    ])
      expect(await seen(bad), bad).to.not.have.any.keys('traceparent', 'tracestate');
  });

  it('keeps headers of one hop to itself, those that Connection names too', async () => {
    const upstream: RequestListener = (incoming, response) => {
      response.setHeader('Connection', 'X-Secret').setHeader('X-Secret', 'hop').setHeader('Keep-Alive', 'timeout=1');
      echo(incoming, response);
    };
    const { port } = await gatewayTo([await listening(upstream)]);
    const headers = { Connection: 'X-Hop, keep-alive', 'X-Hop': '1', TE: 'trailers', 'Proxy-Authorization': 'x', Upgrade: 'h2c' };
    const [answer] = (await once(get({ port, path: '/api/orders', headers }), 'response')) as [IncomingMessage];
    const seen = (await json(answer)) as Echo;
    expect(seen.headers).to.not.have.any.keys('x-hop', 'te', 'proxy-authorization', 'upgrade');
    expect(answer.headers).to.not.have.any.keys('x-secret');
    expect(answer.headers['keep-alive']).to.not.equal('timeout=1');
  });

  it('does not pass a body on with a method that has none', async () => {
    const seen: (string | undefined)[] = [];
    const upstream: RequestListener = (incoming, response) => {
      seen.push(incoming.url);
      echo(incoming, response);
    };
    const { port, url } = await gatewayTo([await listening(upstream)]);
    const smuggled = 'GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n';
    const framings = [{ 'Transfer-Encoding': 'chunked' }, { 'Content-Length': smuggled.length }];
    for (const [method, headers] of ['GET', 'DELETE', 'OPTIONS'].flatMap((name) =>
      framings.map((framing) => [name, framing] as const),
    )) {
      const outgoing = request({ port, path: '/api/orders', method, headers });
      outgoing.end(smuggled);
      const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
      expect(((await json(answer)) as Echo).body, method).to.equal('');
    }
    await (await fetch(`${url}/api/orders/after`)).text();
    expect(seen).to.deep.equal([...Array<string>(6).fill('/api/orders'), '/api/orders/after']);
  });

  it('streams both ways without waiting for the end', async () => {
    const upstream: RequestListener = (incoming, response) => void incoming.pipe(response);
    const { port } = await gatewayTo([await listening(upstream)]);
    const outgoing = request({ port, path: '/api/orders', method: 'POST' });
    outgoing.write('one');
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
    expect(String((await once(answer, 'data'))[0])).to.equal('one');
    outgoing.write('two');
    expect(String((await once(answer, 'data'))[0])).to.equal('two');
    outgoing.end();
    await once(answer, 'end');
  });

  it('ends the request upstream when the client goes away', async () => {
    let arrived: (response: ServerResponse) => void = () => undefined;
    const arrival = new Promise<ServerResponse>((resolve) => (arrived = resolve));
    const { port } = await gatewayTo([await listening((_incoming, response) => arrived(response))]);
    const outgoing = get({ port, path: '/api/orders' }).on('error', () => undefined);
    const response = await arrival;
    outgoing.destroy();
    await once(response, 'close');
    expect(response.writableFinished).to.equal(false);
  });

  it('breaks the answer off when the service does', async () => {
    const upstream: RequestListener = (_incoming, response) => {
      response.writeHead(200, { 'Content-Length': 1_000 }).write('half', () => response.destroy());
    };
    const { url } = await gatewayTo([await listening(upstream)]);
    const answer = await fetch(`${url}/api/orders`);
    expect(await answer.text().catch(() => 'broken off')).to.equal('broken off');
  });

  it('passes on a refusal of a body that is still being sent', async () => {
    const refusing: RequestListener = (_incoming, response) => void response.writeHead(401).end('no');
    const { url } = await gatewayTo([await listening(refusing)]);
    for (let round = 0; round < 3; round += 1) {
      const answer = await fetch(`${url}/api/orders`, { method: 'POST', body: 'x'.repeat(4_000_000) });
      expect([answer.status, await answer.text()]).to.deep.equal([401, 'no']);
    }
  });

  it('does not keep a connection to a service that has refused a body without an end', async () => {
    let closed: Promise<unknown> | undefined;
    const refusing: RequestListener = (incoming, response) => {
      closed = new Promise((resolve) => incoming.socket.once('close', resolve));
      response.writeHead(401).end('no');
    };
    const { port } = await gatewayTo([await listening(refusing)]);
    const outgoing = request({ port, path: '/api/orders', method: 'POST' }).on('error', () => undefined);
    outgoing.write('{');
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
    expect(await text(answer)).to.equal('no');
    await closed;
    outgoing.destroy();
  }).timeout(3_000);
});
