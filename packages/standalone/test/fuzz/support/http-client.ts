import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import type { FuzzAnswer } from './contract.js';
import type { FuzzRequest } from './requests.js';

const longestWait = 20_000;

/** Sends well-formed requests to a port of this machine, over connections that it keeps. */
export const httpClient = (port: number, connections: number) => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const send = async ({ method, target, headers, body }: FuzzRequest): Promise<FuzzAnswer> => {
    const signal = AbortSignal.timeout(longestWait);
    const outgoing = request({ host: '127.0.0.1', port, agent, method, path: target, headers, signal });
    outgoing.end(body);
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk as Buffer);
    return { status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks).toString() };
  };
  return { send, close: () => agent.destroy() };
};
