import { EventSource } from 'eventsource';
import { atEnd } from './clean-up.js';

export interface LiveUpdate {
  readonly id: string;
  readonly type: string;
  readonly orderId: string;
  readonly status: string;
  readonly time: string;
  readonly version: number;
}

const types = [
  ...['created', 'discounted', 'confirmed', 'sent', 'delivered', 'cancelled'].map((name) => `order.${name}`),
  ...['requested', 'confirmed', 'declined', 'refunded', 'voided'].map((name) => `payment.${name}`),
  ...['issued', 'redeemed', 'rejected', 'released', 'revoked', 'expired'].map((name) => `voucher.${name}`),
];

/** Listens as a browser does, which comes back by itself where it was; resolves once it is connected. */
export const listenAt = async (url: string, token: string, after?: string) => {
  const updates: LiveUpdate[] = [];
  let connections = 0;
  const first = after === undefined ? {} : { 'Last-Event-ID': after };
  const source = new EventSource(`${url}/api/orders/stream`, {
    fetch: (input, init) => fetch(input, { ...init, headers: { ...first, ...init.headers, Authorization: `Bearer ${token}` } }),
  });
  atEnd(() => {
    source.close();
    return Promise.resolve();
  });
  source.addEventListener('open', () => (connections += 1));
  for (const type of types)
    source.addEventListener(type, ({ data, lastEventId }) => {
      updates.push({ ...(JSON.parse(String(data)) as Omit<LiveUpdate, 'id'>), id: lastEventId });
    });
  await new Promise((resolve) => source.addEventListener('open', resolve, { once: true }));
  return { updates, connections: () => connections, close: () => source.close() };
};
