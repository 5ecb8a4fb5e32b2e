import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** The pieces that go on, each as soon as it comes; what is not among them is lost. */
export type Passed = Iterable<Buffer> | AsyncIterable<Buffer>;

/** Sees what one connection carries, in whatever chunks it comes, and says what of it goes on, and when. */
export interface Interceptor {
  readonly fromClient?: (bytes: Buffer) => Passed;
  readonly fromServer?: (bytes: Buffer) => Passed;
}

export interface TcpLinkOptions {
  readonly client: Socket;
  readonly port: number;
  readonly interceptor: Interceptor;
  readonly delayMs: () => number;
}

const everything = (bytes: Buffer): Passed => [bytes];

/** One client's connection to the server behind the proxy. */
export class TcpLink {
  private readonly sockets: readonly Socket[];
  private muted = false;
  private frozen = false;

  constructor({ client, port, interceptor, delayMs }: TcpLinkOptions) {
    const server = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    const { fromClient = everything, fromServer = everything } = interceptor;
    this.sockets = [client, server];
    for (const socket of this.sockets) socket.setNoDelay(true);
    this.carry(client, server, { delayMs, pass: fromClient });
    this.carry(server, client, { delayMs, pass: (bytes) => (this.muted ? [] : fromServer(bytes)) });
  }

  cut(): void {
    this.sockets.forEach(reset);
  }

  mute(): void {
    this.muted = true;
  }

  /** For good: what is lost meanwhile cannot be made up for. */
  freeze(): void {
    this.frozen = true;
    for (const socket of this.sockets) socket.pause();
  }

  private carry(
    from: Socket,
    to: Socket,
    { delayMs, pass }: Pick<TcpLinkOptions, 'delayMs'> & { pass: typeof everything },
  ): void {
    let line = Promise.resolve();
    const inTurn = (work: () => Promise<void> | void): void => {
      const due = performance.now() + delayMs();
      line = line.then(async () => {
        const wait = Math.ceil(due - performance.now());
        if (wait > 0) await sleep(wait, undefined, { ref: false });
        if (!this.frozen) await work();
      });
    };
    const write = async (bytes: Buffer): Promise<void> => {
      for await (const passed of pass(bytes)) if (!this.frozen && !to.write(passed)) from.pause();
    };
    from.on('data', (bytes: Buffer) => inTurn(() => write(bytes)));
    to.on('drain', () => {
      if (!this.frozen) from.resume();
    });
    from.on('end', () => inTurn(() => void to.end()));
    from.on('error', () => reset(to));
  }
}

// What has been shut down cannot be reset: Node would neither do it nor close the handle, whose end then keeps the event loop busy.
const reset = (socket: Socket): void => void (socket.writableEnded ? socket.destroy() : socket.resetAndDestroy());
