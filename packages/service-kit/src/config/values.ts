import { z } from 'zod';

/** Whole milliseconds, at most a year. */
export const millisecondsSetting = (byDefault: number) =>
  z
    .string()
    .refine((value) => /^\d{1,11}$/.test(value) && Number(value) <= 31_536_000_000, 'must be whole milliseconds, at most a year')
    .transform(Number)
    .default(byDefault);
