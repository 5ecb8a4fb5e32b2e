import type { RequestListener } from 'node:http';
import { inject } from 'light-my-request';

export interface Question {
  readonly method: 'GET' | 'POST';
  /** Path and query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: object;
}

export interface Answer {
  readonly service: string;
  readonly status: number;
  /** What its receiver should know beside the text. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

const passedBack = ['content-type', 'www-authenticate', 'allow', 'retry-after', 'idempotent-replayed'];

/** Puts a request to a service as a client would, with the same ways around a replica that is away. Never rejects for a service that is away: that is a 503. */
export const ask = async (service: string, listener: RequestListener, question: Question): Promise<Answer> => {
  const { method, url, headers, body } = question;
  const sent = { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) };
  const answer = await inject(listener, { method, url, headers: sent, ...(body ? { payload: JSON.stringify(body) } : {}) });
  return {
    service,
    status: answer.statusCode,
    headers: Object.fromEntries(
      passedBack.flatMap((name) => (answer.headers[name] === undefined ? [] : [[name, String(answer.headers[name])]])),
    ),
    text: answer.payload,
  };
};

export const isAnswered = ({ status }: Answer): boolean => status === 200;

/** It is what the service answered to the same request before. */
export const isReplayed = ({ headers }: Answer): boolean => headers['idempotent-replayed'] === 'true';

/** The service has looked at the request, and will not have it. */
export const isRefused = ({ status }: Answer): boolean => status >= 400 && status < 500;
