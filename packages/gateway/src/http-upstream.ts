import { Agent, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { DomainError } from '@ordermill/kernel';
import { HttpProblem, type Logger, sendProblem } from '@ordermill/service-kit';
import { createProxyServer } from 'http-proxy-3';
import { removeHopByHop } from './headers.js';
import { HeldBody, methodsWithBody } from './held-body.js';
import { readinessOf, stateOf } from './replica.js';
import { rotation } from './rotation.js';
import type { Upstream } from './upstream.js';

export interface HttpUpstreamOptions {
  readonly name: string;
  /** Replicas, used in turn. */
  readonly urls: readonly string[];
  readonly log: Logger;
  /** Longest silence of a replica that has a request, default 30 s. */
  readonly timeoutMs?: number;
  /** Longest wait for a connection, default 2 s. */
  readonly connectMs?: number;
}

// Shorter than the services keep theirs: a connection is given up here before it is closed there.
const idleConnectionMs = 30_000;

/** Forwards to the replicas of a service in turn, and to the next where one cannot be reached. */
export const createHttpUpstream = (options: HttpUpstreamOptions): Upstream => {
  const { name, urls, log, timeoutMs = 30_000, connectMs = 2_000 } = options;
  const { inTurn, rest, avoid } = rotation(urls, stateOf);
  const agent = new Agent({ keepAlive: true, timeout: idleConnectionMs });
  const proxy = createProxyServer({ agent, changeOrigin: true, selfHandleResponse: true, proxyTimeout: timeoutMs });
  proxy.on('proxyReq', (outgoing, _request, _response, { buffer }, socket) => {
    if (buffer instanceof HeldBody) buffer.openOn(outgoing, socket, connectMs);
  });
  proxy.on('proxyRes', (answer, _request, response) => {
    removeHopByHop(answer.headers);
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, answer.headers);
    response.flushHeaders();
    pipeline(answer, response, () => undefined); // destroys one when the other breaks off
  });

  const forward = (request: IncomingMessage, response: ServerResponse, replicas: readonly string[]): void => {
    const [target, ...others] = replicas;
    if (target === undefined) return sendProblem(response, unreachable(name));
    const body = new HeldBody(request, () => rest(target));
    proxy.web(request, response, { target, buffer: body }, (error) => {
      if (response.headersSent || response.destroyed) return;
      if (body.late) avoid(target);
      else if (!body.connected) rest(target);
      log.warn({ err: error, requestId: request.headers['x-request-id'], target }, `the ${name} service failed to answer`);
      if (body.timedOut) sendProblem(response, noAnswer(name));
      else if (others.length > 0 && mayTryAgain(request, body)) forward(request, response, others);
      else sendProblem(response, unreachable(name, error));
    });
  };

  return {
    listener: (request, response) => {
      removeHopByHop(request.headers);
      // A length without its body would make the service take the next request for it.
      if (!methodsWithBody.has(request.method ?? '')) delete request.headers['content-length'];
      response.setMaxListeners(0); // the proxy adds some with every attempt
      forward(request, response, inTurn());
    },
    ready: () => readinessOf(urls),
  };
};

/** Nothing has reached a service, or nothing that could have changed it: the connection was closed as it was taken up again. */
const mayTryAgain = ({ method }: IncomingMessage, { connected, reused }: HeldBody): boolean =>
  !connected || (reused && (method === 'GET' || method === 'HEAD'));

const unreachable = (name: string, cause?: unknown): DomainError =>
  new DomainError('unavailable', 'service_unavailable', `The ${name} service cannot be reached. Try again in a moment.`, {
    cause,
  });

const noAnswer = (name: string): HttpProblem =>
  new HttpProblem(504, 'gateway_timeout', `The ${name} service did not answer in time.`);
