import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { PassThrough } from 'node:stream';

const methodsWithBody = new Set(['POST', 'PUT', 'PATCH']);

/** The body of one attempt to forward a request. Not a byte is taken from the request before there is a connection, so that another attempt can have it. */
export class HeldBody extends PassThrough {
  connected = false;
  reused = false;
  timedOut = false;

  constructor(private readonly request: IncomingMessage) {
    super();
  }

  /** Lets the body flow as soon as the socket is connected; gives the attempt up when that takes longer than `ms`. */
  openOn(outgoing: ClientRequest, socket: Socket, ms: number): void {
    outgoing.once('timeout', () => (this.timedOut = true));
    this.reused = outgoing.reusedSocket;
    if (!socket.connecting) return this.open();
    const late = setTimeout(() => outgoing.destroy(new Error(`no connection within ${ms} ms`)), ms);
    socket.once('connect', () => this.open());
    for (const event of ['connect', 'close']) socket.once(event, () => clearTimeout(late));
  }

  private open(): void {
    this.connected = true;
    if (methodsWithBody.has(this.request.method ?? '')) this.request.pipe(this);
    else this.end();
  }
}
