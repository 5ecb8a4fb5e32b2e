import type { Authenticator, AuthSettings, Logger } from '@ordermill/service-kit';
import type { GatewayDatabase } from './database/gateway-database.js';
import type { FrontDoorSettings } from './front-door-settings.js';
import { grantOf } from './oidc/grants.js';
import { oidcSignIn } from './oidc/oidc-sign-in.js';
import { longestSignInMs, PendingSignIns } from './oidc/pending-sign-ins.js';
import { Provider } from './oidc/provider.js';
import { beginSession } from './session/begin-session.js';
import { SecretCookie } from './session/cookies.js';
import type { Sessions } from './session/sessions.js';
import type { SignInMethod } from './session/sign-in-method.js';
import { staticSignIn } from './session/static-sign-in.js';

interface SignInMethodOptions {
  readonly auth: AuthSettings;
  readonly settings: FrontDoorSettings;
  readonly authenticator: Authenticator;
  readonly database: GatewayDatabase;
  readonly sessions: Sessions;
  readonly cookie: SecretCookie;
  readonly https: boolean;
  readonly log: Logger;
}

/** Without a client id there are bearer tokens alone, and nothing to sign in to. */
const tokensAlone: SignInMethod = {
  mode: 'oidc',
  accounts: [],
  route: () => undefined,
  credentialOf: () => Promise.resolve(undefined),
  signOut: () => Promise.resolve(undefined),
};

export const signInMethodOf = (options: SignInMethodOptions): SignInMethod => {
  const { auth, settings, authenticator, database, sessions, cookie, https, log } = options;
  const begin = beginSession(sessions, cookie);
  if (auth.mode === 'static') return staticSignIn(auth, begin);
  const { OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret, PUBLIC_URL: publicUrl } = settings;
  if (clientId === undefined || publicUrl === undefined) return tokensAlone;
  const provider = new Provider({
    issuer: auth.issuer,
    clientId,
    clientSecret,
    scope: settings.OIDC_SCOPE,
    parameters: settings.OIDC_AUTHORIZATION_PARAMS,
    callbackUrl: `${publicUrl}/auth/callback`,
  });
  return oidcSignIn({
    provider,
    grant: grantOf(authenticator, settings.OIDC_PASSED_TOKEN),
    pending: new PendingSignIns(database),
    sessions,
    begin,
    browserCookie: new SecretCookie('ordermill-sign-in', { https, maxAgeMs: longestSignInMs }),
    log,
  });
};
