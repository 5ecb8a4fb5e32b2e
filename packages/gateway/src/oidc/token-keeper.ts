import { setTimeout as sleep } from 'node:timers/promises';
import { DomainError } from '@ordermill/kernel';
import type { Grant, Session, Sessions } from '../session/sessions.js';
import { Refused } from './provider.js';

/** Tokens in exchange for a refresh token; rejects with Refused, or with a DomainError `unavailable`. */
export type Refresh = (refreshToken: string, before: Session) => Promise<Grant>;

// Refreshed so long before they expire, by one of all gateways, which has so long for it.
const aheadMs = 30_000;
const claimMs = 10_000;
const pauseMs = 100;

const late = (): DomainError =>
  new DomainError('unavailable', 'identity_provider_unavailable', 'The session cannot be renewed now. Try again in a moment.');

const leftOf = ({ expiresAt }: Session): number => (expiresAt ? expiresAt.getTime() - Date.now() : Infinity);

export interface TokenKeeperOptions {
  readonly sessions: Pick<Sessions, 'find' | 'claim' | 'replace' | 'release' | 'end'>;
  readonly refresh: Refresh;
  /** Makes a refresh token worthless; never rejects. */
  readonly revoke: (refreshToken: string) => Promise<void>;
}

/** Keeps the tokens of sessions valid. However many requests find them stale, on however many gateways, they are refreshed once. */
export class TokenKeeper {
  private readonly refreshing = new Map<string, Promise<string | undefined>>();

  constructor(private readonly options: TokenKeeperOptions) {}

  /** The token for services, or undefined when the session is over. */
  async tokenOf(id: string, session: Session): Promise<string | undefined> {
    const { tokens } = session;
    if (!tokens) return undefined;
    const left = leftOf(session);
    if (left > aheadMs) return tokens.passed;
    if (tokens.refresh === null) return left > 0 ? tokens.passed : this.end(id);
    const running = this.refreshing.get(id);
    if (running) return running;
    const renewal = this.renew(id, session).finally(() => this.refreshing.delete(id));
    this.refreshing.set(id, renewal);
    return renewal;
  }

  private async renew(id: string, session: Session): Promise<string | undefined> {
    const { sessions } = this.options;
    const deadline = Date.now() + 2 * claimMs;
    for (let current: Session | undefined = session; ; current = await sessions.find(id)) {
      if (!current?.tokens) return undefined;
      if (current.version !== session.version) return current.tokens.passed;
      if (await sessions.claim(id, current.version, claimMs)) return this.replace(id, current, current.tokens);
      if (leftOf(current) > 0) return current.tokens.passed;
      if (Date.now() > deadline) throw late();
      await sleep(pauseMs);
    }
  }

  private async replace(
    id: string,
    session: Session,
    { passed, refresh }: NonNullable<Session['tokens']>,
  ): Promise<string | undefined> {
    const { sessions, revoke } = this.options;
    try {
      const grant = await this.options.refresh(refresh ?? '', session);
      if (await sessions.replace(id, grant)) return grant.tokens?.passed;
      // Signed out meanwhile, with the former token.
      if (grant.tokens?.refresh) await revoke(grant.tokens.refresh);
      return undefined;
    } catch (error) {
      if (error instanceof Refused) return this.end(id);
      await sessions.release(id);
      if (leftOf(session) > 0) return passed;
      throw error;
    }
  }

  private async end(id: string): Promise<undefined> {
    await this.options.sessions.end(id);
    return undefined;
  }
}
