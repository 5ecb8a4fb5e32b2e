import type { z } from 'zod';
import type { ServiceName } from './definition.js';
import { orderEvents } from './order.js';
import { paymentEvents } from './payment.js';
import { voucherEvents } from './voucher.js';

/** Every integration event, by type. */
export const catalog = { ...orderEvents, ...paymentEvents, ...voucherEvents } as const;

export type EventType = keyof typeof catalog;

export type EventData<Type extends EventType> = z.infer<(typeof catalog)[Type]['data']>;

/** What happened, as a domain states it: `time` in ISO 8601 UTC, `actor` the user or the service. */
export interface Happened<Type extends string, Data> {
  readonly type: Type;
  readonly time: string;
  readonly actor: string;
  readonly data: Data;
}

/** The union of the named integration events. */
export type EventOf<Type extends EventType> = { [T in Type]: Happened<T, EventData<T>> }[Type];

/** The events that a service handles: those whose definition lists it. */
export type ConsumedBy<Service extends ServiceName> = {
  [T in EventType]: Service extends (typeof catalog)[T]['consumers'][number] ? T : never;
}[EventType];
