/** What went wrong, in the terms of the caller; each border maps it once (HTTP to a status, a consumer to retry or park). */
export type ErrorKind =
  | 'invalid'
  | 'unauthenticated'
  | 'payment-required'
  | 'forbidden'
  | 'not-found'
  | 'conflict'
  | 'precondition-failed'
  | 'unprocessable'
  | 'unavailable';

/** One fault in the input: `path` in dots and indexes (`items.0.price`), `message` for a reader. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

/** An expected failure. Only the kind `unavailable` may succeed when it is tried again. */
export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly errors: readonly FieldError[];

  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    message: string,
    options: { readonly errors?: readonly FieldError[]; readonly cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.errors = options.errors ?? [];
  }
}

/** Bad input in one field. */
export const invalidField = (path: string, message: string): DomainError =>
  new DomainError('invalid', 'invalid_request', `${path}: ${message}`, { errors: [{ path, message }] });
