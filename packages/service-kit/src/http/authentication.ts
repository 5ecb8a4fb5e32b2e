import { DomainError } from '@ordermill/kernel';
import type { Middleware } from 'koa';
import type { Authenticator, Principal } from '../auth/authenticator.js';
import { HttpProblem } from './http-problem.js';
import type { PrincipalState } from './state.js';

/** `Bearer TOKEN` in any case, or the bare token. */
export const credentialOf = (authorization: string): string | undefined =>
  /^(?:bearer +)?(\S+)$/i.exec(authorization.trim())?.[1];

/** RFC 6750, 3.1: an error is told to those alone who presented something. */
const unauthenticated = (presented: boolean): HttpProblem =>
  new HttpProblem(401, 'unauthenticated', 'A valid token is needed: Authorization: Bearer TOKEN.', {
    'WWW-Authenticate': presented ? 'Bearer error="invalid_token"' : 'Bearer',
  });

export const authenticated =
  (authenticator: Authenticator): Middleware<PrincipalState> =>
  async (ctx, next) => {
    const credential = credentialOf(ctx.get('Authorization'));
    const principal = credential === undefined ? undefined : await authenticator.authenticate(credential);
    if (!principal) throw unauthenticated(ctx.get('Authorization') !== '');
    ctx.state.principal = principal;
    await next();
  };

export const principalOf = (ctx: { readonly state: PrincipalState }): Principal => ctx.state.principal;

/** Refuses with 403 whoever lacks the role. */
export const requireRole =
  (role: string): Middleware<PrincipalState> =>
  (ctx, next) => {
    if (!principalOf(ctx).roles.includes(role)) throw new DomainError('forbidden', 'forbidden', `The role "${role}" is needed.`);
    return next();
  };
