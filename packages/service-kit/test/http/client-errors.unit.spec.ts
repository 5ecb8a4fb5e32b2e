import { expect } from 'chai';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { serve } from '../support/serve.js';

const open = async (port: number): Promise<{ readonly socket: Socket; readonly ended: Promise<string> }> => {
  const socket = connect(port, '127.0.0.1');
  let received = '';
  socket.setEncoding('utf8').on('data', (text: string) => (received += text));
  await once(socket, 'connect');
  return { socket, ended: once(socket, 'end').then(() => received) };
};

const sendTo = async (port: number, ...parts: readonly string[]): Promise<string> => {
  const { socket, ended } = await open(port);
  for (const part of parts) socket.write(part);
  const received = await ended;
  socket.destroy();
  return received;
};

const expectProblem = (received: string, status: number, code: string): void => {
  const [head = '', body = ''] = received.split('\r\n\r\n');
  expect(head).to.match(new RegExp(`^HTTP/1\\.1 ${status} `));
  expect(head).to.match(/^Content-Type: application\/problem\+json; charset=utf-8$/m);
  expect(head).to.match(/^Connection: close$/m);
  const problem = JSON.parse(body) as Record<string, unknown>;
  expect(problem).to.include({ status, code, type: `https://ordermill.dev/problems/${code}` });
  expect(problem['title'], 'title').to.be.a('string').that.is.not.empty;
  expect(problem['detail'], 'detail').to.be.a('string').that.is.not.empty;
};

const get = (path: string, more = ''): string => `GET ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: secret\r\n${more}\r\n`;

describe('Requests that HTTP itself refuses', () => {
  const refusals: Readonly<Record<string, readonly [request: string, status: number, code: string]>> = {
    'no HTTP at all': ['hello\r\n\r\n', 400, 'malformed_request'],
    'a method that nobody knows': ['FROB /a HTTP/1.1\r\nHost: x\r\n\r\n', 400, 'malformed_request'],
    'a version that nobody knows': ['GET /a HTTP/7.1\r\nHost: x\r\n\r\n', 400, 'malformed_request'],
    'a header without a colon': ['GET /a HTTP/1.1\r\nHost: x\r\nnope\r\n\r\n', 400, 'malformed_request'],
    'a NUL in a header': ['GET /a HTTP/1.1\r\nHost: x\r\nA: \0\r\n\r\n', 400, 'malformed_request'],
    'two lengths': [get('/a', 'Content-Length: 1\r\nContent-Length: 2\r\n'), 400, 'malformed_request'],
    'a length and chunks': [get('/a', 'Content-Length: 1\r\nTransfer-Encoding: chunked\r\n'), 400, 'malformed_request'],
    'headers over 16 kB': [get('/a', `A: ${'a'.repeat(17_000)}\r\n`), 431, 'headers_too_large'],
    'a target over 16 kB': [get(`/${'a'.repeat(17_000)}`), 431, 'headers_too_large'],
    'no Host': ['GET /a HTTP/1.1\r\n\r\n', 400, 'malformed_request'],
    'two Hosts': [get('/a', 'hOST: y\r\n'), 400, 'malformed_request'],
    'something to expect': [get('/a', 'Expect: a miracle\r\n'), 417, 'expectation_failed'],
    'a wish to CONNECT': ['CONNECT y:443 HTTP/1.1\r\nHost: y\r\n\r\n', 400, 'malformed_request'],
  };
  for (const [what, [request, status, code]] of Object.entries(refusals))
    it(`are answered ${status} with problem details: ${what}`, async () => {
      const { port } = await serve((router) => router.get('/a', (ctx) => void (ctx.body = 'a')));
      expectProblem(await sendTo(port, request), status, code);
    });

  it('may go without a Host in HTTP/1.0, and with 100-continue', async () => {
    const { port } = await serve((router) => router.get('/a', (ctx) => void (ctx.body = 'a')));
    expect(await sendTo(port, 'GET /a HTTP/1.0\r\nAuthorization: secret\r\n\r\n')).to.match(/^HTTP\/1\.1 200 /);
    expect(await sendTo(port, get('/a', 'Expect: 100-Continue\r\nConnection: close\r\n'))).to.match(
      /^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /,
    );
  });

  it('wait their turn behind the requests before them', async () => {
    const waiting: (() => void)[] = [];
    let arrived: () => void = () => undefined;
    const bothArrived = new Promise<void>((resolve) => (arrived = resolve));
    const { port } = await serve((router) =>
      router.get('/slow', async (ctx) => {
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
          if (waiting.length === 2) arrived();
        });
        ctx.body = 'slow';
      }),
    );
    const { socket, ended } = await open(port);
    socket.write(get('/slow') + get('/slow'));
    await bothArrived;
    socket.write(`nonsense\r\n\r\n${'more of it'.repeat(10_000)}`);
    await sendTo(port, 'nonsense that is read after it\r\n\r\n');
    for (const go of waiting) go();
    const answers = (await ended).split('HTTP/1.1 ').slice(1);
    expect(answers.map((answer) => answer.slice(0, 3))).to.deep.equal(['200', '200', '400']);
    expectProblem(`HTTP/1.1 ${answers.at(-1)}`, 400, 'malformed_request');
    socket.destroy();
  });

  it('may be the rest of a request that has begun', async () => {
    const { port, lines } = await serve((router) => router.post('/a', (ctx) => void (ctx.body = 'a')));
    const head = 'POST /a HTTP/1.1\r\nHost: x\r\nAuthorization: secret\r\nContent-Type: application/json\r\n';
    const received = await sendTo(port, `${head}Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\nzz\r\n`);
    expectProblem(received, 400, 'malformed_request');
    expect(received.match(/HTTP\/1\.1/g)).to.have.length(1);
    expect(lines.filter(({ level }) => level >= 50)).to.deep.equal([]);
  });
});
