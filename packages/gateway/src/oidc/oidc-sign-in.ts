import { DomainError } from '@ordermill/kernel';
import type { AppMiddleware, Logger } from '@ordermill/service-kit';
import * as client from 'openid-client';
import type { BeginSession } from '../session/begin-session.js';
import type { SecretCookie } from '../session/cookies.js';
import { localPath } from '../session/return-to.js';
import { newSecret } from '../session/seal.js';
import type { Session, Sessions } from '../session/sessions.js';
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

type Context = Parameters<AppMiddleware>[0];

const problemOf = (error: unknown): 'refused' | 'unavailable' | undefined => {
  if (error instanceof Refused) return 'refused';
  return error instanceof DomainError && error.kind === 'unavailable' ? 'unavailable' : undefined;
};

/** The portal's page that says what came in between. */
const failed = (problem: 'expired' | 'refused' | 'unavailable', returnTo?: string): string =>
  `/sign-in?${new URLSearchParams({ problem, ...(returnTo === undefined ? {} : { returnTo }) }).toString()}`;

/** Signs in at an OpenID provider: authorization code with PKCE, state and nonce. */
export const oidcSignIn = (options: OidcSignInOptions): SignInMethod => {
  const { provider, grant, pending, sessions, begin, browserCookie, log } = options;
  const revoke = (refreshToken: string): Promise<void> =>
    provider
      .revoke(refreshToken)
      .catch((err: unknown) => log.warn({ err }, 'the provider still takes the refresh token of a session that is over'));
  const refresh = async (token: string, before: Session) => grant(await provider.refresh(token), before);
  const keeper = new TokenKeeper({ sessions, refresh, revoke });
  return {
    mode: 'oidc',
    accounts: [],
    route: (router) => {
      const inWords = async (ctx: Context, returnTo: string | undefined, work: () => Promise<void>): Promise<void> => {
        try {
          await work();
        } catch (err) {
          const problem = problemOf(err);
          if (!problem) throw err;
          log.warn({ err, problem }, 'a sign-in failed');
          ctx.redirect(failed(problem, returnTo));
        }
      };

      router.get('/sign-in', (ctx) => {
        const returnTo = localPath(ctx.query['returnTo']);
        return inWords(ctx, returnTo, async () => {
          const browser = browserCookie.read(ctx) ?? newSecret();
          const checks = {
            state: client.randomState(),
            nonce: client.randomNonce(),
            codeVerifier: client.randomPKCECodeVerifier(),
          };
          const url = await provider.authorizationUrl(checks);
          await pending.add(browser, { ...checks, returnTo });
          browserCookie.set(ctx, browser);
          ctx.redirect(url.href);
        });
      });

      router.get('/callback', (ctx) =>
        inWords(ctx, undefined, async () => {
          const browser = browserCookie.read(ctx);
          const { state } = ctx.query;
          const attempt = browser !== undefined && typeof state === 'string' ? await pending.take(browser, state) : undefined;
          if (!attempt) return ctx.redirect(failed('expired'));
          await inWords(ctx, attempt.returnTo, async () => {
            await begin(ctx, await grant(await provider.exchange(ctx.querystring, attempt)));
            ctx.redirect(attempt.returnTo);
          });
        }),
      );
    },
    credentialOf: (id, session) => keeper.tokenOf(id, session),
    signOut: async (tokens) => {
      if (tokens.refresh) await revoke(tokens.refresh);
      return tokens.id ? provider.endSessionUrl(tokens.id) : undefined;
    },
  };
};
