import type { Catalog } from '@ordermill/eventing';
import { z } from 'zod';

/** Events that stay in the log of this service. */
export const internalEvents: Catalog = {
  'voucher.withheld': {
    type: 'voucher.withheld',
    source: '/voucher',
    version: 1,
    data: z.object({ reason: z.string() }),
    upcasters: {},
    consumers: [],
    internal: true,
  },
};
