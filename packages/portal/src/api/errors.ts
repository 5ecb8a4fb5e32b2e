import type { Problem } from '@ordermill/contracts';

/** The server has answered, and refused. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  readonly status: number;
  readonly code: string;
  /** What is wrong with each field, by its path in the body (`items.0.price`). */
  readonly fields: Readonly<Record<string, string>>;

  constructor({ status, code, detail, title, errors = [] }: Problem) {
    super(detail || title);
    this.status = status;
    this.code = code;
    this.fields = Object.fromEntries(errors.map(({ path, message }) => [path, message]));
  }
}

/** There was no answer. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
}

const transient = new Set([408, 425, 429]);

/** Whether the same request may well succeed a little later. */
export const isTransient = (error: unknown): boolean =>
  error instanceof NetworkError || (error instanceof ApiProblem && (error.status >= 500 || transient.has(error.status)));

export const isNotFound = (error: unknown): boolean => error instanceof ApiProblem && error.status === 404;

export const isSessionEnded = (error: unknown): boolean => error instanceof ApiProblem && error.status === 401;
