import { expect } from 'chai';
import { once } from 'node:events';
import { get, type IncomingMessage, request, type RequestListener, type ServerResponse } from 'node:http';
import { json, text } from 'node:stream/consumers';
import { gatewayTo, listening, unusedUrl } from './support/servers.js';

const answering =
  (name: string): RequestListener =>
  (_request, response) =>
    void response.end(name);

/** Answers with what arrived. */
const echo: RequestListener = (incoming, response) => {
  response.setHeader('Content-Type', 'application/json').setHeader('X-Method', incoming.method ?? '');
  void text(incoming).then((body) => response.end(JSON.stringify({ url: incoming.url, headers: incoming.headers, body })));
};

interface Echo {
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: string;
}

const echoed = async (answer: Response): Promise<Echo> => JSON.parse(await answer.text()) as Echo;

describe('Forwarding over HTTP', () => {
  it('passes on method, path, query, headers and body, and the answer with its headers', async () => {
    const { url } = await gatewayTo([await listening(echo)]);
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

describe('Replicas', () => {
  it('are left alone once one of their answers ends its connection, while there are others', async () => {
    const going: RequestListener = (_request, response) => void response.setHeader('Connection', 'close').end('going');
    const { url } = await gatewayTo([await listening(going), await listening(answering('staying'))]);
    const answers: string[] = [];
    for (let asked = 0; asked < 6; asked += 1) answers.push(await (await fetch(`${url}/api/orders`)).text());
    expect(answers.filter((answer) => answer === 'going')).to.have.length.at.most(1);
  });

  it('take turns', async () => {
    const { url } = await gatewayTo([await listening(answering('a')), await listening(answering('b'))]);
    const seen = [];
    for (let round = 0; round < 4; round += 1) seen.push(await (await fetch(`${url}/api/orders`)).text());
    expect(seen.toSorted()).to.deep.equal(['a', 'a', 'b', 'b']);
    expect(seen[0]).to.not.equal(seen[1]);
  });

  it('stand in for one that cannot be reached, with the whole body', async () => {
    const { url } = await gatewayTo([await unusedUrl(), await unusedUrl(), await listening(echo)]);
    for (let round = 0; round < 6; round += 1) {
      const body = `${round}`.repeat(300_000);
      const answer = await fetch(`${url}/api/orders`, { method: 'POST', body });
      expect((await echoed(answer)).body === body, `round ${round}`).to.equal(true);
    }
  });

  it('are all away: 503 problem details with Retry-After', async () => {
    const { url } = await gatewayTo([await unusedUrl(), await unusedUrl()]);
    const answer = await fetch(`${url}/api/orders`, { method: 'POST', body: '{}' });
    expect(answer.status).to.equal(503);
    expect(answer.headers.get('retry-after')).to.match(/^\d+$/);
    expect(answer.headers.get('x-request-id')).to.match(/./);
    expect(await answer.json()).to.include({ code: 'service_unavailable', status: 503 });
  });

  it('never get a body twice: one that breaks off before it answers means 503', async () => {
    let served = 0;
    const breaking: RequestListener = (incoming, response) => {
      served += 1;
      incoming.once('data', () => response.destroy());
    };
    const { url } = await gatewayTo([await listening(breaking), await listening(breaking)]);
    const answer = await fetch(`${url}/api/orders`, { method: 'POST', body: '{}' });
    expect(answer.status).to.equal(503);
    expect(served).to.equal(1);
  });

  it('are asked again for reading when a connection that was kept is closed just then', async () => {
    let breaks = false;
    const closing: RequestListener = (incoming, response) => {
      if (breaks) incoming.socket.destroy();
      else response.end('fine');
      breaks = false;
    };
    const { url } = await gatewayTo([await listening(closing), await listening(closing)]);
    for (let round = 0; round < 4; round += 1) await (await fetch(`${url}/api/orders`)).text();
    breaks = true;
    expect(await (await fetch(`${url}/api/orders`)).text()).to.equal('fine');
  });

  it('that keep silent: 504', async () => {
    const { url } = await gatewayTo([await listening(() => undefined)], { timeoutMs: 50 });
    const answer = await fetch(`${url}/api/orders`);
    expect(answer.status).to.equal(504);
    expect(await answer.json()).to.include({ code: 'gateway_timeout', status: 504 });
  });

  it('that do not take a connection in time count as away', async () => {
    const { url } = await gatewayTo(['http://192.0.2.1:81', await listening(answering('b'))], { connectMs: 50 });
    for (let round = 0; round < 2; round += 1) expect(await (await fetch(`${url}/api/orders`)).text()).to.equal('b');
  });
});
