import type { z } from 'zod';
import { orderId } from './fields.js';

/** Services that own a queue. An event lists those that handle it, so that whoever publishes it first can declare every queue. */
export const serviceNames = ['order', 'payment', 'voucher', 'event-store'] as const;
export type ServiceName = (typeof serviceNames)[number];

/** A record with an entry for every service. */
export const forEveryService = <Entry>(entryOf: (service: ServiceName) => Entry): Record<ServiceName, Entry> =>
  Object.fromEntries(serviceNames.map((service) => [service, entryOf(service)])) as Record<ServiceName, Entry>;

/** The same of what has to be awaited; rejects with the first that does. */
export const awaitEveryService = async <Entry>(
  entryOf: (service: ServiceName) => Promise<Entry>,
): Promise<Record<ServiceName, Entry>> => {
  const entries = new Map(await Promise.all(serviceNames.map(async (name) => [name, await entryOf(name)] as const)));
  return Object.fromEntries(entries) as Record<ServiceName, Entry>;
};

/** Takes every event without being listed, of types that no catalog knows as well. */
export const archiveService = 'event-store' satisfies ServiceName;

/** One integration event: its newest data schema, how older versions become the newest, and which services handle it. */
export interface EventDefinition<Type extends string = string, Schema extends z.ZodType = z.ZodType> {
  readonly type: Type;
  /** CloudEvents `source`: `/` and the service that publishes it. */
  readonly source: `/${string}`;
  readonly version: number;
  readonly data: Schema;
  /** What the subject must be: the order's id, in the one form that names its streams. */
  readonly subject: z.ZodType<string>;
  /** `upcasters[n]` turns data of version n into version n + 1. */
  readonly upcasters: Readonly<Record<number, (data: unknown) => unknown>>;
  readonly consumers: readonly ServiceName[];
}

type Options<Consumer extends ServiceName> = Partial<Pick<EventDefinition, 'version' | 'upcasters'>> & {
  readonly consumers?: readonly Consumer[];
};

/** Defines an event at version 1, or at a later one together with the upcasters of every version before it. */
export const defineEvent = <const Type extends string, Schema extends z.ZodType, Consumer extends ServiceName = never>(
  type: Type,
  data: Schema,
  { version = 1, upcasters = {}, consumers = [] }: Options<Consumer> = {},
): EventDefinition<Type, Schema> & { readonly consumers: readonly Consumer[] } => ({
  type,
  source: `/${type.split('.')[0] ?? ''}`,
  version,
  data,
  subject: orderId,
  upcasters,
  consumers,
});
