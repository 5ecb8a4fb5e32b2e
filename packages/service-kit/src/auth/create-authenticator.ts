import type { AuthSettings } from '../config/auth.js';
import type { Authenticator } from './authenticator.js';
import { OidcAuthenticator } from './oidc-authenticator.js';
import { StaticAuthenticator } from './static-authenticator.js';

export const createAuthenticator = (settings: AuthSettings): Authenticator =>
  settings.mode === 'static' ? new StaticAuthenticator(settings.tokens) : new OidcAuthenticator(settings);
