import type { Authenticator } from '@ordermill/service-kit';
import type { Grant } from '../session/sessions.js';
import { Refused, type TokenAnswer } from './provider.js';

export type PassedToken = 'access_token' | 'id_token';

const longestName = 200;

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const nameIn = (claims: Readonly<Record<string, unknown>> = {}): string | undefined =>
  (textOf(claims['name']) ?? textOf(claims['preferred_username']) ?? textOf(claims['email']))?.slice(0, longestName);

const expiryOf = (token: string, seconds: number | undefined): Date | null => {
  const payload: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  if (typeof payload === 'object' && payload !== null && 'exp' in payload) return new Date(Number(payload.exp) * 1_000);
  return seconds === undefined ? null : new Date(Date.now() + seconds * 1_000);
};

const unusable = (passed: PassedToken): Refused =>
  new Refused(
    `services would not accept the ${passed} of the provider: check OIDC_AUDIENCE, and OIDC_PASSED_TOKEN where access tokens are opaque`,
  );

/** A session out of what a provider answered. The user is the one that services will see in the token that is passed to them. */
export const grantOf =
  (authenticator: Authenticator, passed: PassedToken) =>
  async (answer: TokenAnswer, before?: Grant): Promise<Grant> => {
    const token = answer[passed];
    const principal = token === undefined ? undefined : await authenticator.authenticate(token);
    if (token === undefined || !principal) throw unusable(passed);
    const { userId, roles } = principal;
    if (before && before.userId !== userId) throw new Refused('the provider refreshed the tokens of somebody else');
    return {
      userId,
      name: nameIn(answer.claims()) ?? before?.name ?? userId,
      role: roles.includes('admin') ? 'admin' : null,
      tokens: {
        passed: token,
        refresh: answer.refresh_token ?? before?.tokens?.refresh ?? null,
        id: answer.id_token ?? before?.tokens?.id ?? null,
      },
      expiresAt: expiryOf(token, answer.expires_in),
    };
  };
