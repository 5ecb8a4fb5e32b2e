import { type ServerResponse, STATUS_CODES } from 'node:http';
import type { Problem } from '@ordermill/contracts';
import { DomainError, type ErrorKind } from '@ordermill/kernel';
import { HttpProblem } from './http-problem.js';

const statusOf: Readonly<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  'payment-required': 402,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'precondition-failed': 412,
  unprocessable: 422,
  unavailable: 503,
};

const headersOf: Readonly<Partial<Record<ErrorKind, Readonly<Record<string, string>>>>> = {
  unauthenticated: { 'WWW-Authenticate': 'Bearer' },
  unavailable: { 'Retry-After': '1' },
};

const asHttpProblem = (error: unknown): HttpProblem => {
  if (error instanceof HttpProblem) return error;
  if (error instanceof DomainError)
    return new HttpProblem(statusOf[error.kind], error.code, error.message, headersOf[error.kind], error.errors);
  return new HttpProblem(500, 'internal_error', 'The request could not be completed. Its id is in X-Request-Id.');
};

/** The answer to an error: status, headers and RFC 9457 problem details. What is not expected becomes `internal_error`, without a detail of its own. */
export const problemOf = (error: unknown) => {
  const { status, code, message, headers, errors } = asHttpProblem(error);
  const body: Problem = {
    type: `https://ordermill.dev/problems/${code}`,
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail: message,
    code,
    ...(errors.length > 0 ? { errors: [...errors] } : {}),
  };
  return { status, headers: { ...headers, 'Content-Type': 'application/problem+json; charset=utf-8' }, body };
};

/** Answers outside Koa; ends the connection when the answer has begun already. */
export const sendProblem = (response: ServerResponse, error: unknown): void => {
  if (response.headersSent) return void response.destroy();
  const { status, headers, body } = problemOf(error);
  const text = JSON.stringify(body);
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(text) }).end(text);
};
