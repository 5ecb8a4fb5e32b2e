import type { Catalog, EventDefinition } from '@ordermill/eventing';
import { z } from 'zod';

const internalEvent = (type: string, data: z.ZodType): EventDefinition => ({
  type,
  source: '/payment',
  version: 1,
  data,
  upcasters: {},
  consumers: [],
  internal: true,
});

const card = z.object({ brand: z.string(), lastFour: z.string() });

const owed = z.object({ orderId: z.string(), amount: z.string(), currency: z.string() });

/** Events that stay in the log of this service. */
export const internalEvents: Catalog = {
  'payment.attempted': internalEvent('payment.attempted', z.object({ attemptId: z.string(), card })),
  'payment.attempt-failed': internalEvent('payment.attempt-failed', z.object({ attemptId: z.string(), code: z.string() })),
  'payment.refund-requested': internalEvent(
    'payment.refund-requested',
    z.object({ refundId: z.string(), amount: z.string(), reason: z.string() }),
  ),
  'credit.used': internalEvent('credit.used', owed),
  'credit.freed': internalEvent('credit.freed', owed),
  'payment.refund-failed': internalEvent('payment.refund-failed', z.object({ refundId: z.string(), code: z.string() })),
};
