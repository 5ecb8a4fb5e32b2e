import { z } from 'zod';

/** A decimal string with its currency's decimals, never negative. */
export const decimal = z
  .string()
  .regex(/^\d{1,15}(\.\d{1,4})?$/, 'must be a decimal string, such as "207.00"')
  .meta({ examples: ['207.00'] });

export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code')
  .meta({ examples: ['EUR'] });

export const timestamp = z.iso.datetime({ offset: true }).meta({ examples: ['2026-11-21T05:53:17.650Z'] });

export const userId = z
  .string()
  .min(1)
  .max(255)
  .meta({ examples: ['demo'] });

export const orderId = z
  .string()
  .regex(/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/, 'must be a UUID in lower case')
  .meta({ examples: ['01a1fcaa-8b52-7417-a60b-52b7150fb667'] });

/** Text of no shape of its own, with an example for readers. */
export const textLike = (example: string) => z.string().meta({ examples: [example] });
