import type Router from '@koa/router';
import type { PrincipalState } from '@ordermill/service-kit';
import type { Session, Tokens } from './sessions.js';

export interface Account {
  readonly name: string;
  readonly role: 'admin' | null;
}

/** One way to sign in. */
export interface SignInMethod {
  readonly mode: 'static' | 'oidc';
  /** Whom one can be without a password. */
  readonly accounts: readonly Account[];
  /** Adds `/auth/sign-in` and what belongs to it. */
  route(router: Router<PrincipalState>): void;
  /** What tells services who is signed in; undefined once nobody is. */
  credentialOf(id: string, session: Session): Promise<string | undefined>;
  /** Tells the provider, as far as it can be told; answers where the browser goes to sign out there too. */
  signOut(tokens: Tokens): Promise<string | undefined>;
}
