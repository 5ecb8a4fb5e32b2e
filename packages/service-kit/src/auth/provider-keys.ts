import { DomainError } from '@ordermill/kernel';
import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey, type RemoteJWKSet } from 'jose';
import { z } from 'zod';
import { isSafeUrl } from '../config/auth.js';

export interface ProviderKeysOptions {
  /** How soon keys are asked for again when a token names one that is not known, default 30 s. */
  readonly cooldownMs?: number;
  /** How old keys may grow before newer ones are asked for, default 10 min. */
  readonly freshMs?: number;
}

const timeoutMs = 5_000;
// What could not be had is not asked for again by every request.
const failurePauseMs = 1_000;

const discovery = z.object({ issuer: z.string(), jwks_uri: z.string().refine(isSafeUrl, 'must be https') });

const absences: ReadonlySet<string> = new Set([errors.JOSEError.code, errors.JWKSTimeout.code, errors.JWKSInvalid.code]);

/** The provider, or the way to it, is at fault; anything else is the token. */
const isAbsence = (error: unknown): boolean => !(error instanceof errors.JOSEError) || absences.has(error.code);

const unavailable = (cause: unknown): DomainError =>
  new DomainError('unavailable', 'identity_provider_unavailable', 'It cannot be found out now who asks. Try again in a moment.', {
    cause,
  });

/** The public keys of an OpenID provider. Those it once gave go on working while it is away, and are replaced when it changes them. */
export class ProviderKeys {
  private keys: Promise<RemoteJWKSet> | undefined;
  private readAt = 0;
  private failure: { readonly at: number; readonly error: unknown } | undefined;

  constructor(
    private readonly issuer: string,
    private readonly options: ProviderKeysOptions = {},
  ) {}

  /** The key of a token; rejects with `identity_provider_unavailable` when it is not known and cannot be had now. */
  readonly find: JWTVerifyGetKey = async (header, token) => {
    try {
      const keys = await (this.keys ??= this.discover());
      if (keys.jwks() && Date.now() - this.readAt > (this.options.freshMs ?? 600_000)) this.renew(keys);
      return await keys(header, token);
    } catch (error) {
      throw isAbsence(error) ? unavailable(error) : error;
    }
  };

  private renew(keys: RemoteJWKSet): void {
    this.readAt = Date.now();
    keys.reload().catch(() => undefined); // the keys at hand are used until the next attempt
  }

  private async discover(): Promise<RemoteJWKSet> {
    try {
      const url = `${this.issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
      const answer = await this.fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
      const { issuer, jwks_uri: uri } = discovery.parse(await answer.json());
      if (issuer !== this.issuer) throw new Error(`the provider at ${this.issuer} calls itself ${issuer}`);
      this.readAt = Date.now();
      const cooldownDuration = this.options.cooldownMs ?? 30_000;
      const options = { cooldownDuration, cacheMaxAge: Infinity, timeoutDuration: timeoutMs };
      return createRemoteJWKSet(new URL(uri), { ...options, [customFetch]: (key, init) => this.fetch(key, init) });
    } catch (error) {
      this.keys = undefined;
      throw error;
    }
  }

  private async fetch(url: string, init: RequestInit): Promise<Response> {
    if (this.failure && Date.now() - this.failure.at < failurePauseMs) throw this.failure.error;
    try {
      const answer = await fetch(url, init);
      if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
      this.failure = undefined;
      return answer;
    } catch (error) {
      this.failure = { at: Date.now(), error };
      throw error;
    }
  }
}
