import type { RouterContext } from '@koa/router';
import type { SecretCookie } from './cookies.js';
import type { Grant, Sessions } from './sessions.js';

export type BeginSession = (ctx: Pick<RouterContext, 'cookies' | 'append'>, grant: Grant) => Promise<void>;

/** Signs a browser in under a new id, whatever it had before: an id that somebody planted there is worth nothing. */
export const beginSession =
  (sessions: Sessions, cookie: SecretCookie): BeginSession =>
  async (ctx, grant) => {
    const former = cookie.read(ctx);
    if (former !== undefined) await sessions.end(former);
    cookie.set(ctx, await sessions.begin(grant));
  };
