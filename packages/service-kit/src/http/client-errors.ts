import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { HttpProblem } from './http-problem.js';
import { problemOf } from './problem.js';

const lingerMs = 2_000;

const malformed = (message: string): HttpProblem => new HttpProblem(400, 'malformed_request', message);

const parserProblems: Readonly<Record<string, HttpProblem>> = {
  HPE_HEADER_OVERFLOW: new HttpProblem(431, 'headers_too_large', 'The headers are larger than 16 kB.'),
  HPE_CHUNK_EXTENSIONS_OVERFLOW: new HttpProblem(413, 'body_too_large', 'The extensions of a chunk are too large.'),
  ERR_HTTP_REQUEST_TIMEOUT: new HttpProblem(408, 'request_timeout', 'The request did not arrive in time.'),
};

const refusalOf = ({ code }: NodeJS.ErrnoException): HttpProblem | undefined => {
  if (code?.startsWith('HPE_') || code?.startsWith('ERR_HTTP_'))
    return parserProblems[code] ?? malformed('The request is not well-formed HTTP.');
  return undefined;
};

const textOf = (problem: HttpProblem): string => {
  const { status, headers, body } = problemOf(problem);
  const text = JSON.stringify(body);
  const all = {
    ...headers,
    'Content-Length': String(Buffer.byteLength(text)),
    Date: new Date().toUTCString(),
    Connection: 'close',
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status} ${body.title}`, ...lines, '', text].join('\r\n');
};

/** Ends a connection with this as its last answer. What the client still sends is read for a while: a reset could cost it the answer. */
const endWith = (socket: Duplex, problem: HttpProblem): void => {
  const late = setTimeout(() => socket.destroy(), lingerMs);
  socket.once('close', () => clearTimeout(late));
  socket.end(textOf(problem));
};

/** Answers what never becomes a request, after the requests before it on the same connection. */
export const answerClientErrors = (server: Server, answers: ReadonlySet<ServerResponse>): void => {
  const refused = new WeakSet<Duplex>();

  const refuse = async (socket: Duplex, problem: HttpProblem): Promise<void> => {
    if (refused.has(socket)) return;
    refused.add(socket);
    const ofSocket = [...answers].filter(({ req }) => req.socket === socket);
    await Promise.allSettled(ofSocket.filter(({ req }) => req.complete).map((answer) => once(answer, 'close')));
    const begun = ofSocket.some(({ req, headersSent }) => !req.complete && headersSent);
    if (begun || !socket.writable) socket.destroy();
    else endWith(socket, problem);
  };

  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const problem = refusalOf(error);
    if (problem) void refuse(socket, problem);
    else socket.destroy();
  });
  server.on('connect', (_request: IncomingMessage, socket: Duplex) => {
    socket.on('error', () => undefined);
    void refuse(socket, malformed('This is not a proxy: there is nothing to CONNECT to.'));
  });
};

/** What HTTP itself asks of a request that could be parsed: RFC 9112, 3.2, and RFC 9110, 10.1.1. */
export const requestProblem = ({
  httpVersionMajor,
  httpVersionMinor,
  rawHeaders,
  headers,
}: IncomingMessage): HttpProblem | undefined => {
  const hosts = rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host').length;
  if (hosts > 1 || (hosts === 0 && httpVersionMajor === 1 && httpVersionMinor >= 1))
    return malformed('A request has one Host header.');
  if (headers.expect !== undefined && !/^100-continue$/i.test(headers.expect))
    return new HttpProblem(417, 'expectation_failed', 'The only expectation that is met here is 100-continue.');
  return undefined;
};
