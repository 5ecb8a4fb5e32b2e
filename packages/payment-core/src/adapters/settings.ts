import { randomUUID } from 'node:crypto';
import { millisecondsSetting } from '@ordermill/service-kit';
import { z } from 'zod';

const policyNames = ['description', 'parity', 'random', 'always', 'credit-limit'] as const;
const gateways = ['simulated', 'stripe'] as const;

const apiUrl = 'must be the URL of a server that speaks Stripe’s API, without a path, such as http://localhost:12111';

const stripeUrl = z
  .string()
  .refine((value) => URL.canParse(value) && /^https?:\/\/[^/]+\/?$/.test(value), apiUrl)
  .transform((value) => new URL(value))
  .prefault('https://api.stripe.com');

export const paymentSettings = z
  .object({
    NODE_ENV: z.string().optional(),
    PAYMENT_POLICY: z.enum(policyNames, `must be one of ${policyNames.join(', ')}`).default('description'),
    PAYMENT_RANDOM_SEED: z.string().default(() => randomUUID()),
    PAYMENT_EXPIRY_MS: millisecondsSetting(86_400_000),
    CREDIT_LIMIT: z
      .string()
      .regex(/^\d{1,12}(\.\d{1,2})?$/, 'must be an amount, such as 1000.00')
      .default('1000.00'),
    PAYMENT_GATEWAY: z.enum(gateways, `must be one of ${gateways.join(', ')}`).default('simulated'),
    GATEWAY_DELAY_MS: millisecondsSetting(0),
    GATEWAY_FAILURE_RATE: z
      .string()
      .refine((rate) => /^(0|1|0\.\d{1,4})$/.test(rate), 'must be a part from 0 to 1, such as 0.1')
      .transform(Number)
      .default(0),
    STRIPE_SECRET_KEY: z.string().optional(),
    STRIPE_WEBHOOK_SECRET: z.string().optional(),
    STRIPE_API_URL: stripeUrl,
  })
  .refine(({ PAYMENT_GATEWAY, STRIPE_SECRET_KEY }) => PAYMENT_GATEWAY !== 'stripe' || STRIPE_SECRET_KEY !== undefined, {
    path: ['STRIPE_SECRET_KEY'],
    message: 'must be the secret key of a Stripe account while PAYMENT_GATEWAY is stripe',
  })
  .refine(({ NODE_ENV, STRIPE_API_URL }) => NODE_ENV !== 'production' || STRIPE_API_URL.protocol === 'https:', {
    path: ['STRIPE_API_URL'],
    message: 'must begin with https:// while NODE_ENV is production',
  });

export type PaymentServiceSettings = z.output<typeof paymentSettings>;
