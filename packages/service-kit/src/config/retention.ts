import { defaultRetryPolicy, longestRetryMs } from '@ordermill/eventing';
import { z } from 'zod';

export const dayMs = 86_400_000;

const days = (byDefault: number) =>
  z
    .string()
    .refine(
      (value) => /^\d{1,4}(\.\d{1,3})?$/.test(value) && Number(value) > 0,
      'must be days, such as 30 or 0.5, 0.001 at least',
    )
    .transform(Number)
    .default(byDefault);

const longestRetryDays = longestRetryMs(defaultRetryPolicy) / dayMs;

/** A message that may still come again must not be forgotten, or it would be handled twice. */
export const retentionSettings = z
  .object({ INBOX_RETENTION_DAYS: days(30), REDRIVE_WINDOW_DAYS: days(14) })
  .refine((settings) => settings.INBOX_RETENTION_DAYS > settings.REDRIVE_WINDOW_DAYS + longestRetryDays, {
    path: ['INBOX_RETENTION_DAYS'],
    message: `must be longer than REDRIVE_WINDOW_DAYS and all retries (${longestRetryDays.toFixed(4)} days), or a redriven message could be handled twice`,
  });
