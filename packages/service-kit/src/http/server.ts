import { once } from 'node:events';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, Server as NetServer, type Socket } from 'node:net';
import { ConfigurationError } from '../config/environment.js';
import { answerClientErrors, requestProblem } from './client-errors.js';
import { sendProblem } from './problem.js';

// Longer than a proxy in front keeps its connections, so that it never sends a request into a closing one.
const keepAliveTimeout = 65_000;

// Meanwhile a client that keeps its connections learns from its next answer that they end.
const graceMs = 250;

/** An HTTP server that stops without losing a request. */
export class HttpServer {
  private readonly server: Server;
  private readonly answers = new Set<ServerResponse>();
  private readonly silent = new Set<Socket>();
  private draining = false;

  constructor(listener: RequestListener) {
    const answer: RequestListener = (request, response) => {
      this.silent.delete(request.socket);
      this.answers.add(response);
      if (this.draining) response.setHeader('Connection', 'close');
      response.once('close', () => this.answers.delete(response));
      const problem = requestProblem(request);
      if (problem) sendProblem(response.setHeader('Connection', 'close'), problem);
      else listener(request, response);
    };
    this.server = createServer({ keepAliveTimeout, requireHostHeader: false }, answer);
    this.server.on('checkExpectation', answer);
    answerClientErrors(this.server, this.answers);
    this.server.on('connection', (socket: Socket) => {
      this.silent.add(socket);
      socket.once('close', () => this.silent.delete(socket));
    });
  }

  /** Rejects with ConfigurationError when the address cannot be had. Answers the port, which the system chooses for 0. */
  async listen(host: string, port: number): Promise<number> {
    this.server.listen(port, host);
    try {
      await once(this.server, 'listening');
    } catch (error) {
      throw addressError(error, host, port);
    }
    const address: AddressInfo | string | null = this.server.address();
    return typeof address === 'object' && address ? address.port : port;
  }

  /** Says from now on with every answer that its connection ends: whoever keeps some open turns elsewhere. */
  announceEnd(): void {
    this.draining = true;
    for (const response of this.answers) if (!response.headersSent) response.setHeader('Connection', 'close');
  }

  /** Accepts no connection more, answers what comes in on those there are, and cuts off what is not answered after `ms` milliseconds. */
  async drain(ms: number): Promise<void> {
    if (!this.server.listening) return;
    this.announceEnd();
    this.endStreams();
    const closed = once(this.server, 'close');
    // Not http's own close, which also cuts idle connections, into which a client may just be writing.
    NetServer.prototype.close.call(this.server);
    const sweep = setInterval(() => this.closeIdle(), graceMs);
    const cut = setTimeout(() => this.server.closeAllConnections(), ms);
    await closed;
    clearInterval(sweep);
    clearTimeout(cut);
  }

  /** They do not end by themselves, and their clients go on elsewhere. */
  private endStreams(): void {
    for (const response of this.answers)
      if (String(response.getHeader('Content-Type')).startsWith('text/event-stream')) response.end();
  }

  private closeIdle(): void {
    this.server.closeIdleConnections();
    // Node counts a connection that never sent anything (a browser's spare one) as busy.
    for (const socket of this.silent) if (socket.bytesRead === 0) socket.destroy();
  }
}

const addressError = (error: unknown, host: string, port: number): unknown => {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE')
    return new ConfigurationError([`PORT: must be a free port; ${port} is in use on ${host} by another program`]);
  if (code === 'EACCES') return new ConfigurationError([`PORT: must be a port that this user may open; ${port} is not`]);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new ConfigurationError([`HOST: must be an address of this machine; "${host}" is not`]);
  return error;
};
