import type { Catalog, EventDefinition } from '@ordermill/eventing';
import { z } from 'zod';

const internalEvent = (type: string, data: z.ZodType): EventDefinition => ({
  type,
  source: '/voucher',
  version: 1,
  data,
  upcasters: {},
  consumers: [],
  internal: true,
});

const why = z.object({ reason: z.string() });

/** Events that stay in the log of this service. */
export const internalEvents: Catalog = {
  'voucher.withheld': internalEvent('voucher.withheld', why),
  'voucher.reserved': internalEvent('voucher.reserved', z.object({ redeemedBy: z.string() })),
  'voucher.returned': internalEvent('voucher.returned', z.object({ expiresAt: z.string() })),
  'voucher.forfeited': internalEvent('voucher.forfeited', why),
  'voucher.redemption-withheld': internalEvent('voucher.redemption-withheld', why),
};
