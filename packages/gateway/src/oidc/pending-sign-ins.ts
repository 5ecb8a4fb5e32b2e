import type { GatewayDatabase } from '../database/gateway-database.js';
import { digestOf } from '../session/seal.js';
import type { Checks } from './provider.js';

export interface PendingSignIn extends Checks {
  readonly returnTo: string;
}

/** How long somebody may take at the provider. */
export const longestSignInMs = 600_000;

/** Attempts to sign in that are under way. Each comes back once, in the browser that it began in. */
export class PendingSignIns {
  constructor(private readonly database: GatewayDatabase) {}

  async add(browser: string, { state, nonce, codeVerifier, returnTo }: PendingSignIn): Promise<void> {
    await this.database.query({
      text: `insert into sign_ins (state_digest, browser_digest, nonce, code_verifier, return_to, expires_at)
             values ($1, $2, $3, $4, $5, now() + $6 * interval '1 ms')`,
      values: [digestOf(state), digestOf(browser), nonce, codeVerifier, returnTo, longestSignInMs],
    });
  }

  async take(browser: string, state: string): Promise<PendingSignIn | undefined> {
    const [row] = await this.database.query<{ nonce: string; code_verifier: string; return_to: string }>({
      text: `delete from sign_ins where state_digest = $1 and browser_digest = $2 and expires_at > now()
             returning nonce, code_verifier, return_to`,
      values: [digestOf(state), digestOf(browser)],
    });
    return row && { state, nonce: row.nonce, codeVerifier: row.code_verifier, returnTo: row.return_to };
  }
}
