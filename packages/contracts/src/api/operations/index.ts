import { deadLetterOperations } from './dead-letters.js';
import { eventOperations } from './events.js';
import { healthOperations } from './health.js';
import { journeyOperations } from './journeys.js';
import type { Operation } from './operation.js';
import { orderStreamOperations } from './order-stream.js';
import { orderOperations } from './orders.js';
import { paymentOperations } from './payments.js';
import { projectionOperations } from './projections.js';
import { sessionOperations } from './session.js';
import { statusOperations } from './status.js';
import { stripeOperations } from './stripe.js';
import { voucherOperations } from './vouchers.js';

/** Every operation of the API, by its id. */
export const operations: Readonly<Record<string, Operation>> = {
  ...orderOperations,
  ...orderStreamOperations,
  ...paymentOperations,
  ...stripeOperations,
  ...voucherOperations,
  ...eventOperations,
  ...deadLetterOperations,
  ...statusOperations,
  ...projectionOperations,
  ...journeyOperations,
  ...sessionOperations,
  ...healthOperations,
};
