import { defineInternalEvents } from '@ordermill/eventing';
import { z } from 'zod';

const why = z.object({ reason: z.string() });

/** Events that stay in the log of this service. */
export const internalEvents = defineInternalEvents('/voucher', {
  'voucher.withheld': why,
  'voucher.reserved': z.object({ redeemedBy: z.string() }),
  'voucher.returned': z.object({ expiresAt: z.string() }),
  'voucher.forfeited': why,
  'voucher.redemption-withheld': why,
});
