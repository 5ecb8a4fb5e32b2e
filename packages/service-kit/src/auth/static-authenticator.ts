import { createHash, timingSafeEqual } from 'node:crypto';
import type { StaticToken } from '../config/static-tokens.js';
import { Authenticator, type Principal } from './authenticator.js';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Fixed tokens for development; comparing digests, all of them, takes as long for a near miss as for any other. */
export class StaticAuthenticator extends Authenticator {
  private readonly known: readonly { readonly digest: Buffer; readonly principal: Principal }[];

  constructor(tokens: readonly StaticToken[]) {
    super();
    this.known = tokens.map(({ token, principal }) => ({ digest: digest(token), principal }));
  }

  override authenticate(credential: string): Promise<Principal | undefined> {
    const presented = digest(credential);
    let principal: Principal | undefined;
    for (const entry of this.known) if (timingSafeEqual(entry.digest, presented)) principal = entry.principal;
    return Promise.resolve(principal);
  }
}
