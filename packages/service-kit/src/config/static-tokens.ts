import type { Principal } from '../auth/authenticator.js';

export interface StaticToken {
  readonly token: string;
  readonly principal: Principal;
}

const expected = 'must be token=user or token=user:role, several separated by commas';

/** Reads `token=user[:role]`, separated by commas; a token may end in `=` as Base64 does. */
export const readStaticTokens = (value: string | undefined, problem: (message: string) => void): readonly StaticToken[] => {
  if (value === undefined) problem(expected);
  const entries = (value ?? '').split(',').map((entry) => /^([^\s,]+)=([^\s,=:]+)(?::([^\s,=:]+))?$/.exec(entry.trim()));
  const tokens = entries.flatMap((match): StaticToken[] => {
    const [, token, userId, role] = match ?? [];
    return token && userId ? [{ token, principal: { userId, roles: role ? [role] : [] } }] : [];
  });
  if (value !== undefined && tokens.length < entries.length) problem(`${expected}; entry ${entries.indexOf(null) + 1} is not`);
  if (new Set(tokens.map(({ token }) => token)).size < tokens.length) problem('must not name a token twice');
  return tokens;
};
