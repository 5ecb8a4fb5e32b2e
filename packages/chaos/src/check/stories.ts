import { z } from 'zod';
import type { AcceptedOrder } from '../load/load.js';
import type { ExpectedStories } from '../verdict/stories.js';
import type { Story } from '../verdict/services.js';

const createdData = z.object({ description: z.string(), amount: z.string(), currency: z.string() });
const threshold = 100;

const delivered = ['order.created', 'order.confirmed', 'order.sent', 'order.delivered'];
const paid = ['payment.requested', 'payment.confirmed'];
const refunded = [...paid, 'payment.refunded'];
const refused = ['payment.requested', 'payment.declined'];
const withheld = ['voucher.withheld'];

const through = (earns: boolean): Story => ({ order: delivered, payment: paid, voucher: earns ? ['voucher.issued'] : [] });
const declined: Story = { order: ['order.created', 'order.cancelled'], payment: refused, voucher: withheld };

/** Cancelled at any moment before it is delivered; the cancellation and what it undoes may overtake each other on their way. */
const cancelled = (earns: boolean): readonly Story[] => [
  declined,
  { ...declined, payment: ['payment.voided'] },
  { ...declined, payment: refunded },
  { order: ['order.created', 'order.confirmed', 'order.cancelled'], payment: refunded, voucher: withheld },
  ...[withheld, ...(earns ? [['voucher.issued', 'voucher.revoked']] : [])].map((voucher) => ({
    order: ['order.created', 'order.confirmed', 'order.sent', 'order.cancelled'],
    payment: refunded,
    voucher,
  })),
];

/** What an order can have come to, by what was ordered and by what its client was told when it was cancelled. */
export const storiesAfter = (accepted: readonly AcceptedOrder[]): ExpectedStories => {
  const told = new Map(accepted.map((order) => [order.id, order.cancelled]));
  return ({ subject, data }) => {
    const { description, amount, currency } = createdData.parse(data);
    const earns = currency === 'EUR' && Number(amount) > threshold;
    const wasCancelled = told.get(subject);
    if (wasCancelled !== undefined) return wasCancelled ? cancelled(earns) : [through(earns)];
    if (description.startsWith('test')) return [through(earns)];
    return description.startsWith('xxx') ? [declined] : [declined, through(earns)];
  };
};
