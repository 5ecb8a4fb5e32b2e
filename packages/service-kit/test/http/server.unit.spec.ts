import { expect } from 'chai';
import { once } from 'node:events';
import { Agent, createServer, get, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { ConfigurationError } from '../../src/config/environment.js';
import { HttpServer } from '../../src/http/server.js';

/** A server that hands its requests to the test. */
const start = async () => {
  const waiting: ServerResponse[] = [];
  let arrived: () => void = () => undefined;
  const listener: RequestListener = (_request, response) => {
    waiting.push(response);
    arrived();
  };
  const server = new HttpServer(listener);
  const port = await server.listen('127.0.0.1', 0);
  const next = async (): Promise<ServerResponse> => {
    if (waiting.length === 0) await new Promise<void>((resolve) => (arrived = resolve));
    return waiting.shift() ?? expect.fail('nothing arrived');
  };
  return { server, port, next };
};

const answerTo = async (port: number, agent: Agent): Promise<IncomingMessage> => {
  const [answer] = (await once(get({ port, agent, host: '127.0.0.1' }), 'response')) as [IncomingMessage];
  answer.resume();
  return answer;
};

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : error);

describe('The HTTP server', () => {
  it('finishes the requests in hand, closes their connections, and accepts no others', async () => {
    const { server, port, next } = await start();
    const agent = new Agent({ keepAlive: true });
    const first = answerTo(port, agent);
    const response = await next();
    const drained = server.drain(5_000);
    const refused = await once(connect(port, '127.0.0.1'), 'connect').catch(codeOf);
    expect(refused).to.equal('ECONNREFUSED');
    response.end('done');
    expect((await first).headers.connection).to.equal('close');
    await drained;
  });

  it('still accepts connections when it announces its end, and ends each with its answer', async () => {
    const { server, port, next } = await start();
    const agent = new Agent({ keepAlive: true });
    server.announceEnd();
    for (const text of ['one', 'two']) {
      const answer = answerTo(port, agent);
      (await next()).end(text);
      expect((await answer).headers.connection).to.equal('close');
    }
    await server.drain(5_000);
  });

  it('hears whoever has connected before the end and asks a moment later', async () => {
    const { server, port, next } = await start();
    const client = connect(port, '127.0.0.1');
    await once(client, 'connect');
    const drained = server.drain(5_000);
    client.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
    (await next()).end('done');
    const [answer] = (await once(client, 'data')) as [Buffer];
    expect(answer.toString()).to.match(/^HTTP\/1\.1 200 OK\r\n/);
    client.destroy();
    await drained;
  });

  it('does not wait for idle connections, nor for those that never asked anything', async () => {
    const { server, port, next } = await start();
    const agent = new Agent({ keepAlive: true });
    const answer = answerTo(port, agent);
    (await next()).end('done');
    await once(await answer, 'end');
    const spare = connect(port, '127.0.0.1');
    await once(spare, 'connect');
    await server.drain(5_000);
    agent.destroy();
  }).timeout(1_000);

  it('answers what a client sends on the connection it kept, and tells it to close', async () => {
    const { server, port, next } = await start();
    const agent = new Agent({ keepAlive: true });
    const first = answerTo(port, agent);
    (await next()).end('done');
    await once(await first, 'end');
    const drained = server.drain(5_000);
    const second = answerTo(port, agent);
    (await next()).end('done');
    expect((await second).headers.connection).to.equal('close');
    await drained;
  });

  it('cuts off what does not end', async () => {
    const { server, port, next } = await start();
    const answer = answerTo(port, new Agent()).catch(codeOf);
    await next();
    await server.drain(20);
    expect(await answer).to.equal('ECONNRESET');
  });

  it('names the variable when the port is taken or the host is not its own', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const error = await new HttpServer(() => undefined).listen('127.0.0.1', port).catch((reason: unknown) => reason);
    expect(error)
      .to.be.instanceOf(ConfigurationError)
      .with.property('message')
      .that.contains(`PORT: must be a free port; ${port} is in use`);
    other.close();
    const elsewhere = await new HttpServer(() => undefined).listen('192.0.2.1', 0).catch((reason: unknown) => reason);
    expect(elsewhere).to.have.property('message').that.contains('HOST: ');
  });
});
