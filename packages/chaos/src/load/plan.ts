import type { Random } from '../random.js';

export interface PlannedOrder {
  readonly number: number;
  /** Milliseconds after the start of the load. */
  readonly at: number;
  /** Which of the clients places it. */
  readonly client: number;
  /** How its description begins, which decides its payment. */
  readonly description: 'test' | 'xxx' | 'coin';
  readonly price: {
    readonly currency: string;
    readonly amount?: string;
    readonly items?: readonly { readonly name: string; readonly price: string; readonly quantity: number }[];
  };
  /** Milliseconds from its acceptance until its client cancels it. */
  readonly cancelAfter?: number;
}

export interface LoadOptions {
  readonly orders: number;
  readonly clients: number;
  readonly durationMs: number;
  /** The latest that a client cancels an order after it was accepted. */
  readonly latestCancelMs: number;
}

const share = { paid: 0.75, declined: 0.15, euro: 0.8, items: 0.2, cancelled: 0.15, threshold: 0.1 };

const descriptionFrom = (random: Random): PlannedOrder['description'] => {
  const fraction = random.fraction();
  if (fraction < share.paid) return 'test';
  return fraction < share.paid + share.declined ? 'xxx' : 'coin';
};

/** Around the hundred above which an order earns a voucher, and sometimes exactly that. */
const amountFrom = (random: Random, decimals: number): string =>
  (random.chance(share.threshold) ? 100 : random.between(1, 200)).toFixed(decimals);

const priceFrom = (random: Random): PlannedOrder['price'] => {
  const currency = random.chance(share.euro) ? 'EUR' : 'JPY';
  const decimals = currency === 'EUR' ? 2 : 0;
  if (!random.chance(share.items)) return { currency, amount: amountFrom(random, decimals) };
  const items = Array.from({ length: random.pick([1, 2, 5]) }, (_, index) => ({
    name: `item ${index + 1}`,
    price: random.between(1, 50).toFixed(decimals),
    quantity: random.pick([1, 2, 3]),
  }));
  return { currency, items };
};

/** What is ordered, when and by whom, spread evenly over the time; the same for the same random numbers. */
export const planLoad = (random: Random, { orders, clients, durationMs, latestCancelMs }: LoadOptions): readonly PlannedOrder[] =>
  Array.from({ length: orders }, (_, index) => ({
    number: index + 1,
    at: ((index + random.fraction()) / orders) * durationMs,
    client: Math.floor(random.between(0, clients)),
    description: descriptionFrom(random),
    price: priceFrom(random),
    ...(random.chance(share.cancelled) ? { cancelAfter: random.between(0, latestCancelMs) } : {}),
  }));
