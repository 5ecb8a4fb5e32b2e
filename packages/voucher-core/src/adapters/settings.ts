import { currencyDecimals, formatMoney, parseMoney } from '@ordermill/kernel';
import { z } from 'zod';
import type { VoucherRule } from '../domain/rule.js';

const millisecondsPerDay = 86_400_000;

/** VOUCHER_*: which orders earn a voucher, and what it is worth. */
export const voucherSettings = z
  .object({
    VOUCHER_THRESHOLD: z.string().default('100.00'),
    VOUCHER_VALUE: z.string().default('5.00'),
    VOUCHER_CURRENCY: z
      .string()
      .refine((code) => currencyDecimals.has(code), 'must be an active ISO 4217 code')
      .default('EUR'),
    VOUCHER_TTL_DAYS: z
      .string()
      .refine((days) => /^\d{1,5}(\.\d{1,9})?$/.test(days) && Number(days) > 0, 'must be days above zero, such as 90 or 0.5')
      .default('90'),
  })
  .transform((env, context): VoucherRule => {
    const money = (name: 'VOUCHER_THRESHOLD' | 'VOUCHER_VALUE', least: number): string => {
      const parsed = tryMoney(env[name], env.VOUCHER_CURRENCY);
      if (parsed && parsed.minor >= least) return formatMoney(parsed);
      const message = `must be an amount of ${env.VOUCHER_CURRENCY}${least > 0 ? ' above zero' : ''}, such as 5.00`;
      context.addIssue({ code: 'custom', path: [name], message });
      return z.NEVER;
    };
    return {
      threshold: money('VOUCHER_THRESHOLD', 0),
      value: money('VOUCHER_VALUE', 1),
      currency: env.VOUCHER_CURRENCY,
      timeToLive: Math.round(Number(env.VOUCHER_TTL_DAYS) * millisecondsPerDay),
    };
  });

const tryMoney = (value: string, currency: string) => {
  try {
    return parseMoney(value, currency);
  } catch {
    return undefined; // says itself which variable is at fault
  }
};
