import type { OrderEvent } from './order.js';

/** Milliseconds from confirmed to sent, and from sent to delivered. */
export interface FulfilmentDelays {
  readonly dispatch: number;
  readonly delivery: number;
}

export type FulfilmentStep = 'dispatch' | 'delivery';

/** What an event means for the steps that happen by themselves: one to take at a time (milliseconds since 1970), others that no longer apply. */
export const fulfilmentAfter = (
  event: OrderEvent,
  delays: FulfilmentDelays,
): { readonly next?: { readonly step: FulfilmentStep; readonly at: number }; readonly ended: readonly FulfilmentStep[] } => {
  const time = Date.parse(event.time);
  switch (event.type) {
    case 'order.confirmed':
      return { next: { step: 'dispatch', at: time + delays.dispatch }, ended: [] };
    case 'order.sent':
      return { next: { step: 'delivery', at: time + delays.delivery }, ended: ['dispatch'] };
    case 'order.cancelled':
      return { ended: ['dispatch', 'delivery'] };
    case 'order.created':
    case 'order.discounted':
    case 'order.delivered':
      return { ended: [] };
  }
};
