import type { FieldError } from '@ordermill/kernel';

/** A refusal that only HTTP knows, such as a wrong method; domains throw DomainError. */
export class HttpProblem extends Error {
  override readonly name = 'HttpProblem';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
    readonly errors: readonly FieldError[] = [],
  ) {
    super(message);
  }
}

/** What nobody can do at a path where only the methods `allow` are: `GET, HEAD`. */
export const methodNotAllowed = (method: string, allow: string): HttpProblem =>
  new HttpProblem(405, 'method_not_allowed', `${method} is not allowed here, but ${allow}.`, { Allow: allow });
