import { isSafeUrl, millisecondsSetting } from '@ordermill/service-kit';
import { z } from 'zod';

const whole = (most: number, byDefault: number) =>
  z
    .string()
    .refine((value) => /^\d{1,9}$/.test(value) && Number(value) <= most, `must be a whole number from 0 to ${most}`)
    .transform(Number)
    .default(byDefault);

const origin =
  'must be where browsers find this system, such as https://shop.example.org, without a path; http is for loopback only';
const publicUrl = z
  .string()
  .refine((value) => isSafeUrl(value) && new URL(value).origin === value.replace(/\/$/, ''), origin)
  .transform((value) => new URL(value).origin);

const hour = 3_600_000;

/** What the gateway needs to know beside how requests say who makes them. */
export const frontDoorSettings = z
  .object({
    NODE_ENV: z.string().optional(),
    PUBLIC_URL: publicUrl.optional(),
    TRUST_PROXY: whole(10, 0),
    RATE_LIMIT_PER_MINUTE: whole(100_000_000, 6_000),
    RATE_LIMIT_STORE: z.enum(['memory', 'postgres'], 'must be memory, or postgres for several gateways').default('memory'),
    SESSION_IDLE_MS: millisecondsSetting(2 * hour),
    SESSION_LIFETIME_MS: millisecondsSetting(12 * hour),
    OIDC_CLIENT_ID: z.string().optional(),
    OIDC_CLIENT_SECRET: z.string().optional(),
    OIDC_SCOPE: z
      .string()
      .regex(/\bopenid\b/, 'must name openid among its scopes')
      .default('openid profile email'),
    OIDC_PASSED_TOKEN: z
      .enum(['access_token', 'id_token'], 'must be access_token, or id_token where access tokens are opaque')
      .default('access_token'),
    OIDC_AUTHORIZATION_PARAMS: z.string().default(''),
  })
  .refine(({ OIDC_CLIENT_ID, PUBLIC_URL }) => OIDC_CLIENT_ID === undefined || PUBLIC_URL !== undefined, {
    path: ['PUBLIC_URL'],
    message: `${origin}; OIDC_CLIENT_ID needs it`,
  });

export type FrontDoorSettings = z.output<typeof frontDoorSettings>;
