import { once } from 'node:events';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { type Interceptor, TcpLink } from './tcp-link.js';

/** Stands between clients and a server on this machine, and does to their connections what networks do. */
export class TcpProxy {
  /** Milliseconds that everything takes on its way, in either direction. */
  delayMs = 0;
  private readonly links = new Set<TcpLink>();
  private readonly hanging = new Set<Socket>();
  private refusing = false;
  private frozen = false;

  private constructor(
    private readonly server: Server,
    private readonly target: number,
    private readonly intercept: () => Interceptor,
  ) {
    server.on('connection', (client) => this.receive(client));
  }

  /** Listens on a free port for the server on port `target`; `intercept` is asked anew for each connection. */
  static async listen(target: number, intercept: () => Interceptor = () => ({})): Promise<TcpProxy> {
    const server = createServer({ allowHalfOpen: true });
    const proxy = new TcpProxy(server, target, intercept);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Resets every connection; a new one can be made at once. */
  cut(): void {
    for (const link of this.links) link.cut();
    for (const socket of this.hanging) socket.resetAndDestroy();
  }

  /** From now on nothing that the server says on these connections arrives. */
  mute(): void {
    for (const link of this.links) link.mute();
  }

  /** As if a cable were pulled: connections stay, and nothing passes, not even their end; new ones are accepted and hang. */
  freeze(): void {
    this.frozen = true;
    for (const link of this.links) link.freeze();
  }

  /** Resets what was frozen; new connections work again. */
  thaw(): void {
    this.frozen = false;
    this.cut();
  }

  /** New connections are reset at once, until `accept`; those that are there stay. */
  refuse(): void {
    this.refusing = true;
  }

  accept(): void {
    this.refusing = false;
  }

  async close(): Promise<void> {
    this.server.close();
    this.cut();
    await once(this.server, 'close');
  }

  private receive(client: Socket): void {
    if (this.refusing) client.resetAndDestroy();
    else if (this.frozen) this.hang(client);
    else this.join(client);
  }

  private hang(client: Socket): void {
    this.hanging.add(client.pause());
    client.on('error', () => undefined);
    client.on('close', () => this.hanging.delete(client));
  }

  private join(client: Socket): void {
    const link = new TcpLink({ client, port: this.target, interceptor: this.intercept(), delayMs: () => this.delayMs });
    this.links.add(link);
    client.on('close', () => this.links.delete(link));
  }
}
