import { defineInternalEvents } from '@ordermill/eventing';
import { z } from 'zod';

const owed = z.object({ orderId: z.string(), amount: z.string(), currency: z.string() });

/** Events that stay in the log of this service. */
export const internalEvents = defineInternalEvents('/payment', {
  'payment.attempted': z.object({ attemptId: z.string(), card: z.object({ brand: z.string(), lastFour: z.string() }) }),
  'payment.attempt-failed': z.object({ attemptId: z.string(), code: z.string() }),
  'payment.refund-requested': z.object({ refundId: z.string(), amount: z.string(), reason: z.string() }),
  'payment.refund-pending': z.object({ refundId: z.string() }),
  'payment.refund-failed': z.object({ refundId: z.string(), code: z.string() }),
  'credit.used': owed,
  'credit.freed': owed.extend({ refundId: z.string().exactOptional() }),
});
