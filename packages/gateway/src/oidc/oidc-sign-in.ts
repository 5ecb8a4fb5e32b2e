import { DomainError } from '@ordermill/kernel';
import type { AppMiddleware, Logger } from '@ordermill/service-kit';
import * as client from 'openid-client';
import type { BeginSession } from '../session/begin-session.js';
import type { SecretCookie } from '../session/cookies.js';
import { localPath } from '../session/return-to.js';
import { newSecret } from '../session/seal.js';
import type { Sessions } from '../session/sessions.js';
import type { SignInMethod } from '../session/sign-in-method.js';
import type { grantOf } from './grants.js';
import type { PendingSignIns } from './pending-sign-ins.js';
import { type Provider, Refused } from './provider.js';
import { TokenKeeper } from './token-keeper.js';

export interface OidcSignInOptions {
  readonly provider: Provider;
  readonly grant: ReturnType<typeof grantOf>;
  readonly pending: PendingSignIns;
  readonly sessions: Sessions;
  readonly begin: BeginSession;
  /** Ties an attempt to the browser that made it. */
  readonly browserCookie: SecretCookie;
  readonly log: Logger;
}

/** The portal's page that says what came in between. */
const failed = (problem: 'expired' | 'refused' | 'unavailable', returnTo?: string): string =>
  `/sign-in?${new URLSearchParams({ problem, ...(returnTo === undefined ? {} : { returnTo }) }).toString()}`;

/** Signs in at an OpenID provider: authorization code with PKCE, state and nonce. */
export const oidcSignIn = (options: OidcSignInOptions): SignInMethod => {
  const { provider, grant, pending, sessions, begin, browserCookie, log } = options;
  const keeper = new TokenKeeper(sessions, async (token, before) => grant(await provider.refresh(token), before));
  return {
    mode: 'oidc',
    accounts: [],
    route: (router) => {
      const inWords: AppMiddleware = async (ctx, next) => {
        try {
          await next();
        } catch (err) {
          if (!(err instanceof DomainError && err.kind === 'unavailable')) throw err;
          log.warn({ err }, 'nobody can sign in now');
          ctx.redirect(failed('unavailable', localPath(ctx.query['returnTo'])));
        }
      };

      router.get('/sign-in', inWords, async (ctx) => {
        const browser = browserCookie.read(ctx) ?? newSecret();
        const checks = {
          state: client.randomState(),
          nonce: client.randomNonce(),
          codeVerifier: client.randomPKCECodeVerifier(),
        };
        const url = await provider.authorizationUrl(checks);
        await pending.add(browser, { ...checks, returnTo: localPath(ctx.query['returnTo']) });
        browserCookie.set(ctx, browser);
        ctx.redirect(url.href);
      });

      router.get('/callback', inWords, async (ctx) => {
        const browser = browserCookie.read(ctx);
        const { state } = ctx.query;
        const attempt = browser !== undefined && typeof state === 'string' ? await pending.take(browser, state) : undefined;
        if (!attempt) return ctx.redirect(failed('expired'));
        try {
          await begin(ctx, await grant(await provider.exchange(ctx.querystring, attempt)));
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          log.warn({ err: error }, 'a sign-in was refused');
          return ctx.redirect(failed('refused', attempt.returnTo));
        }
        ctx.redirect(attempt.returnTo);
      });
    },
    credentialOf: (id, session) => keeper.tokenOf(id, session),
    signOut: async ({ tokens }) => {
      try {
        if (tokens?.refresh) await provider.revoke(tokens.refresh);
      } catch (err) {
        log.warn({ err }, 'the provider still takes the refresh token of a session that is over');
      }
      return tokens?.id ? provider.endSessionUrl(tokens.id) : undefined;
    },
  };
};
