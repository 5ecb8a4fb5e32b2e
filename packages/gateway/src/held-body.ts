import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { discardRest } from '@ordermill/service-kit';

/** Of others no body is forwarded. */
export const methodsWithBody: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH']);

/** The body of one attempt to forward a request. Not a byte is taken from the request before there is a connection, so that another attempt can have it. */
export class HeldBody extends PassThrough {
  connected = false;
  reused = false;
  timedOut = false;
  /** Nobody took the connection in time. */
  late = false;

  /** `onLastAnswer` is told when the service will not answer on this connection again: it is about to end. */
  constructor(
    private readonly request: IncomingMessage,
    private readonly onLastAnswer: () => void = () => undefined,
  ) {
    super();
  }

  /** Lets the body flow as soon as the socket is connected; gives the attempt up when that takes longer than `ms`. */
  openOn(outgoing: ClientRequest, socket: Socket, ms: number): void {
    outgoing.once('timeout', () => (this.timedOut = true));
    this.reused = outgoing.reusedSocket;
    outgoing.once('response', (answer: IncomingMessage) => {
      if (!outgoing.shouldKeepAlive) this.onLastAnswer();
      answer.once('end', () => this.endWith(outgoing));
    });
    if (!socket.connecting) return this.open();
    const limit = setTimeout(() => {
      this.late = true;
      outgoing.destroy(new Error(`no connection within ${ms} ms`));
    }, ms);
    socket.once('connect', () => this.open());
    for (const event of ['connect', 'close']) socket.once(event, () => clearTimeout(limit));
  }

  /** Answered before all of the body was sent: the rest goes nowhere. */
  private endWith(outgoing: ClientRequest): void {
    if (outgoing.writableEnded) return;
    void discardRest(this.request);
    outgoing.destroy();
  }

  private open(): void {
    this.connected = true;
    if (methodsWithBody.has(this.request.method ?? '')) this.request.pipe(this);
    else this.end();
  }
}
