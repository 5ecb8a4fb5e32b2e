import type { RouterContext } from '@koa/router';
import { DomainError } from '@ordermill/kernel';
import { type Authenticator, credentialOf } from '@ordermill/service-kit';
import type { SecretCookie } from './cookies.js';
import { requireSameOrigin } from './same-origin.js';
import type { Sessions } from './sessions.js';
import type { SignInMethod } from './sign-in-method.js';

/** Who makes a request, as far as the gateway can tell; services find out for themselves. */
export interface Visitor {
  readonly userId: string;
  readonly name: string;
  readonly role: 'admin' | null;
  /** To be sent to services, where the request came with a cookie. */
  readonly credential?: string;
}

type Context = Pick<RouterContext, 'get' | 'method' | 'cookies' | 'append'>;

export type VisitorOf = (ctx: Context) => Promise<Visitor | undefined>;

export interface VisitorOptions {
  readonly authenticator: Authenticator;
  readonly sessions: Sessions;
  readonly cookie: SecretCookie;
  readonly method: SignInMethod;
  readonly publicUrl: string | undefined;
}

const byToken = async (authenticator: Authenticator, authorization: string): Promise<Visitor | undefined> => {
  const credential = credentialOf(authorization);
  try {
    const principal = credential === undefined ? undefined : await authenticator.authenticate(credential);
    if (!principal) return undefined;
    const { userId, roles } = principal;
    return { userId, name: userId, role: roles.includes('admin') ? 'admin' : null };
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'unavailable') return undefined; // the service says so
    throw error;
  }
};

/** An Authorization header counts before a cookie; a cookie counts from pages of this site alone. */
export const visitors =
  ({ authenticator, sessions, cookie, method, publicUrl }: VisitorOptions): VisitorOf =>
  async (ctx) => {
    const authorization = ctx.get('Authorization');
    if (authorization !== '') return byToken(authenticator, authorization);
    const id = cookie.read(ctx);
    if (id === undefined) return undefined;
    requireSameOrigin(ctx, publicUrl);
    const session = await sessions.find(id);
    if (!session) return undefined;
    const credential = await method.credentialOf(id, session);
    if (credential === undefined) return undefined;
    const { userId, name, role } = session;
    return { userId, name, role, credential };
  };
