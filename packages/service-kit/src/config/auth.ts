import type { Logger } from 'pino';
import { z } from 'zod';
import { readStaticTokens, type StaticToken } from './static-tokens.js';

export interface StaticAuth {
  readonly mode: 'static';
  readonly tokens: readonly StaticToken[];
}

export interface OidcAuth {
  readonly mode: 'oidc';
  readonly issuer: string;
  readonly audience: string;
  readonly rolesClaim: string;
  readonly adminRole: string;
}

export type AuthSettings = StaticAuth | OidcAuth;

const variables = z.object({
  NODE_ENV: z.string().optional(),
  AUTH_MODE: z.enum(['static', 'oidc'], 'must be static, for development, or oidc').default('static'),
  AUTH_STATIC_TOKENS: z.string().optional(),
  OIDC_ISSUER: z.string().optional(),
  OIDC_AUDIENCE: z.string().optional(),
  OIDC_ROLES_CLAIM: z.string().max(255, 'must have at most 255 characters').default('roles'),
  OIDC_ADMIN_ROLE: z.string().max(255, 'must have at most 255 characters').default('admin'),
});

type Variables = z.output<typeof variables>;

/** Whether what goes to this URL stays on the machine, or is encrypted. */
export const isSafeUrl = (value: string): boolean => {
  if (!URL.canParse(value)) return false;
  const { protocol, hostname } = new URL(value);
  return protocol === 'https:' || (protocol === 'http:' && /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/.test(hostname));
};

const staticAuth = ({ NODE_ENV, AUTH_STATIC_TOKENS }: Variables, context: z.RefinementCtx): StaticAuth => {
  if (NODE_ENV === 'production')
    context.addIssue({
      code: 'custom',
      path: ['AUTH_MODE'],
      message: 'must not be static, which is for development, while NODE_ENV is production',
    });
  const problem = (message: string): void => context.addIssue({ code: 'custom', path: ['AUTH_STATIC_TOKENS'], message });
  return { mode: 'static', tokens: readStaticTokens(AUTH_STATIC_TOKENS, problem) };
};

const oidcAuth = (values: Variables, context: z.RefinementCtx): OidcAuth => {
  const { OIDC_ISSUER: issuer = '', OIDC_AUDIENCE: audience = '', OIDC_ROLES_CLAIM, OIDC_ADMIN_ROLE } = values;
  if (!isSafeUrl(issuer) || /[?#]/.test(issuer))
    context.addIssue({
      code: 'custom',
      path: ['OIDC_ISSUER'],
      message: 'must be the issuer of an OpenID provider, such as https://accounts.google.com; http is for loopback only',
    });
  if (audience === '')
    context.addIssue({
      code: 'custom',
      path: ['OIDC_AUDIENCE'],
      message: 'must be the audience that tokens for this system are issued to',
    });
  return { mode: 'oidc', issuer, audience, rolesClaim: OIDC_ROLES_CLAIM, adminRole: OIDC_ADMIN_ROLE };
};

/** How requests say who makes them. */
export const authSettings = variables.transform((values, context): AuthSettings =>
  values.AUTH_MODE === 'static' ? staticAuth(values, context) : oidcAuth(values, context),
);

export const warnOfStatic = ({ mode }: AuthSettings, log: Logger): void => {
  if (mode === 'static') log.warn('AUTH_MODE is static: whoever knows a development token gets in; never expose this');
};
