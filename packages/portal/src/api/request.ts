import type { Problem } from '@ordermill/contracts';
import { ApiProblem, NetworkError } from './errors.js';

interface RequestOptions {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly body?: unknown;
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
  /** A status that is no refusal where plain JSON comes with it. */
  readonly alsoAnswers?: number;
}

const isPlainJson = ({ headers }: Response): boolean => headers.get('Content-Type')?.startsWith('application/json') === true;

const problemIn = async (response: Response): Promise<ApiProblem> => {
  const isJson = response.headers.get('Content-Type')?.includes('json') === true;
  const { status, statusText } = response;
  if (isJson) return new ApiProblem((await response.json()) as Problem);
  return new ApiProblem({ type: 'about:blank', title: statusText || `Error ${status}`, status, detail: '', code: 'unknown' });
};

const headersOf = ({ body, idempotencyKey }: RequestOptions): Record<string, string> => ({
  Accept: 'application/json',
  ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
  ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
});

/** Asks the gateway. Rejects with ApiProblem when it refuses, with NetworkError when there is no answer. */
export const request = async <Body>(path: string, options: RequestOptions = {}): Promise<Body> => {
  const { method = 'GET', body, signal, alsoAnswers } = options;
  const init = {
    method,
    headers: headersOf(options),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal ? { signal } : {}),
  };
  const response = await fetch(path, init).catch((cause: unknown) => {
    if (signal?.aborted) throw cause;
    throw new NetworkError('Ordermill cannot be reached. Check your connection.', { cause });
  });
  const isAnswer = response.ok || (response.status === alsoAnswers && isPlainJson(response));
  if (!isAnswer) throw await problemIn(response);
  return (response.status === 204 ? undefined : await response.json()) as Body;
};

/** A path with the parameters that have a value. */
export const withQuery = (path: string, parameters: Readonly<Record<string, string | undefined>>): string => {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
};
