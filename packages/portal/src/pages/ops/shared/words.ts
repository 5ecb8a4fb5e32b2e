import type { ServiceName } from '@ordermill/contracts';
import { type Badge, sentence } from '../../../format/words.js';

const names: Readonly<Record<ServiceName, string>> = {
  order: 'Order',
  payment: 'Payment',
  voucher: 'Voucher',
  'event-store': 'Event store',
};

/** In the order in which they are shown everywhere. */
export const services: readonly string[] = Object.keys(names);

/** `event-store` → `Event store`. */
export const serviceTitle = (name: string): string => sentence(name);

/** What a choice of a service offers; `all` stands for none in particular. */
export const serviceChoices = (all: string): readonly { readonly value: string; readonly label: string }[] => [
  { value: '', label: all },
  ...Object.entries(names).map(([value, label]) => ({ value, label })),
];

interface Reason {
  readonly badge: Badge;
  /** What it means, and what it usually calls for. */
  readonly advice: string;
}

export const reasons: Readonly<Record<string, Reason>> = {
  exhausted: {
    badge: { text: 'Exhausted', tone: 'waiting' },
    advice: 'It failed each time for a reason that could have passed. See what was down, then redrive.',
  },
  rejected: {
    badge: { text: 'Rejected', tone: 'bad' },
    advice: 'The domain will not have it. Mend the cause, or edit the event, then redrive.',
  },
  invalid: {
    badge: { text: 'Invalid', tone: 'bad' },
    advice: 'Its content cannot be read. Mend the sender, or edit the event.',
  },
  unparseable: { badge: { text: 'Unparseable', tone: 'bad' }, advice: 'It is no event at all. Mend the sender, then discard.' },
  unknown_type: {
    badge: { text: 'Unknown type', tone: 'neutral' },
    advice: 'This version of the service does not know its type. Update the service, then redrive.',
  },
  too_large: { badge: { text: 'Too large', tone: 'bad' }, advice: 'It is larger than a service reads. Mend the sender.' },
  crashed: {
    badge: { text: 'Crashed', tone: 'bad' },
    advice: 'Its handling has ended the process again and again. Mend the service, then redrive.',
  },
  delivery_limit: {
    badge: { text: 'Delivery limit', tone: 'waiting' },
    advice: 'The broker gave up on it. See whether the consumer gets to acknowledge.',
  },
};

export const reasonBadge = (reason: string): Badge => reasons[reason]?.badge ?? { text: sentence(reason), tone: 'neutral' };
