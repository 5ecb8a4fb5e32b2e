import { EventEmitter, once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { expect } from 'chai';
import { Arrivals, type Interceptor, TcpProxy } from '../../src/testing/index.js';

describe('TcpProxy', () => {
  const open: { readonly sockets: Set<Socket>; readonly proxies: Set<TcpProxy> } = { sockets: new Set(), proxies: new Set() };
  const server = createServer((socket) => {
    open.sockets.add(socket);
    socket.on('error', () => undefined);
    socket.pipe(socket);
  });

  before(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(async () => {
    await Promise.all([...open.proxies].map((proxy) => proxy.close()));
    for (const socket of open.sockets) socket.destroy();
    open.proxies.clear();
    open.sockets.clear();
  });
  after(() => server.close());

  const listen = async (intercept?: () => Interceptor): Promise<TcpProxy> => {
    const proxy = await TcpProxy.listen((server.address() as AddressInfo).port, intercept);
    open.proxies.add(proxy);
    return proxy;
  };

  /** A client of the echoing server; `end` settles with an error code, or with `end` when the server has hung up. */
  const join = ({ port }: TcpProxy) => {
    const socket = connect(port, '127.0.0.1').setEncoding('utf8');
    open.sockets.add(socket);
    const heard = new Arrivals<string>();
    socket.on('data', (text: string) => {
      for (const letter of text) heard.add(letter);
    });
    const end = new Promise<string>((resolve) => {
      socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
      socket.on('end', () => resolve('end'));
    });
    return { socket, heard, end, say: (text: string) => socket.write(text) };
  };
  const answer = async (client: ReturnType<typeof join>, text: string): Promise<string> => {
    const before = client.heard.all.length;
    client.say(text);
    return (await client.heard.count(before + text.length)).slice(before).join('');
  };

  it('carries what is said in either direction, and its end', async () => {
    const client = join(await listen());
    expect(await answer(client, 'abc')).to.equal('abc');
    client.socket.end('d');
    expect(await client.end).to.equal('end');
    expect(client.heard.all.join('')).to.equal('abcd');
  });

  it('carries more than fits into its buffers', async () => {
    const client = join(await listen());
    const much = 'x'.repeat(5_000_000);
    expect(await answer(client, much)).to.equal(much);
  });

  it('cuts every connection, and takes new ones', async () => {
    const proxy = await listen();
    const clients = [join(proxy), join(proxy)];
    for (const client of clients) await answer(client, 'a');
    proxy.cut();
    for (const client of clients) expect(await client.end).to.equal('ECONNRESET');
    expect(await answer(join(proxy), 'b')).to.equal('b');
  });

  it('mutes the server on the connections that there are', async () => {
    const said = new Arrivals<string>();
    const proxy = await listen(() => ({
      fromClient: (bytes) => {
        said.add(bytes.toString());
        return [bytes];
      },
    }));
    const client = join(proxy);
    await answer(client, 'a');
    proxy.mute();
    client.say('b');
    await said.count(2);
    expect(await answer(join(proxy), 'c')).to.equal('c');
    expect(client.heard.all.join('')).to.equal('a');
  });

  it('freezes connections old and new, and resets them when it thaws', async () => {
    const proxy = await listen();
    const client = join(proxy);
    await answer(client, 'a');
    proxy.freeze();
    const late = join(proxy);
    await once(late.socket, 'connect');
    for (const { socket, say } of [client, late]) {
      say('b');
      socket.end();
    }
    expect(await Promise.race([client.end, late.end, answer(join(await listen()), 'c')])).to.equal('c');
    proxy.thaw();
    expect(await Promise.all([client.end, late.end])).to.deep.equal(['ECONNRESET', 'ECONNRESET']);
    expect(client.heard.all.join('')).to.equal('a');
    expect(await answer(join(proxy), 'd')).to.equal('d');
  });

  it('takes its time, and keeps the order', async () => {
    const proxy = await listen();
    const client = join(proxy);
    proxy.delayMs = 20;
    const began = performance.now();
    expect(await answer(client, 'a')).to.equal('a');
    expect(performance.now() - began).to.be.at.least(39);
    client.say('b');
    await answer(join(await listen()), 'x'); // by then `b` is on its way
    proxy.delayMs = 0;
    client.say('c');
    expect((await client.heard.count(3)).join('')).to.equal('abc');
  });

  it('refuses new connections until it accepts them again', async () => {
    const proxy = await listen();
    const client = join(proxy);
    await answer(client, 'a');
    proxy.refuse();
    expect(await join(proxy).end).to.equal('ECONNRESET');
    expect(await answer(client, 'b')).to.equal('b');
    proxy.accept();
    expect(await answer(join(proxy), 'c')).to.equal('c');
  });

  it('resets the client when there is no server', async () => {
    const gone = await listen();
    const { port } = gone;
    await gone.close();
    open.proxies.delete(gone);
    const proxy = await TcpProxy.listen(port);
    open.proxies.add(proxy);
    expect(await join(proxy).end).to.equal('ECONNRESET');
  });

  it('lets an interceptor of its own decide for each connection and direction what is passed on', async () => {
    const intercept = (): Interceptor => {
      let heard = 0;
      return {
        fromClient: (bytes) => (bytes.includes('x') ? [] : [bytes]),
        fromServer: (bytes) => (heard++ === 0 ? [bytes] : [Buffer.from(bytes.toString().toUpperCase())]),
      };
    };
    const proxy = await listen(intercept);
    for (const client of [join(proxy), join(proxy)]) {
      expect(await answer(client, 'a')).to.equal('a');
      client.say('x');
      await answer(join(await listen()), 'c'); // by then `x` has come alone
      client.say('b');
      expect((await client.heard.count(2)).join('')).to.equal('aB');
    }
  });

  it('passes on what an interceptor holds back when it lets go, and what comes after it', async () => {
    const gate = new EventEmitter();
    const proxy = await listen(() => ({
      async *fromClient(bytes) {
        yield bytes.subarray(0, 1);
        if (bytes.includes('b')) await once(gate, 'open');
        yield bytes.subarray(1);
      },
    }));
    const client = join(proxy);
    client.say('ab');
    await client.heard.count(1);
    client.say('c');
    await answer(join(await listen()), 'd');
    expect(client.heard.all.join('')).to.equal('a');
    gate.emit('open');
    expect((await client.heard.count(3)).join('')).to.equal('abc');
  });
});
