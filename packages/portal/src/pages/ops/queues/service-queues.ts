import type { QueueResponse } from '@ordermill/contracts';
import type { Badge } from '../../../format/words.js';
import { sumOf } from '../shared/numbers.js';

export interface ServiceQueues {
  readonly service: string;
  /** The name of its queue of events; undefined where the broker has none. */
  readonly queue: string | undefined;
  readonly waiting: number;
  readonly retries: number;
  readonly letters: number;
  readonly consumers: number;
}

/** A service has one queue of events, and one of retries for every delay. */
export const byService = (queues: readonly QueueResponse[]): readonly ServiceQueues[] =>
  [...new Set(queues.map(({ service }) => service))].map((service) => {
    const own = queues.filter((queue) => queue.service === service);
    const readyIn = (role: QueueResponse['role']): number => sumOf(own, (queue) => (queue.role === role ? queue.ready : 0));
    const events = own.find(({ role }) => role === 'events');
    return {
      service,
      queue: events?.queue,
      waiting: readyIn('events'),
      retries: readyIn('retry'),
      letters: readyIn('dead letters'),
      consumers: events?.consumers ?? 0,
    };
  });

export const queueBadge = ({ queue, consumers, waiting }: ServiceQueues): Badge => {
  if (queue === undefined) return { text: 'No queue', tone: 'bad' };
  if (consumers === 0) return { text: 'No consumer', tone: 'bad' };
  return waiting > 0 ? { text: 'Busy', tone: 'active' } : { text: 'Idle', tone: 'good' };
};
