import type { z } from 'zod';

/** What eventing needs to know of an event type; a service's contracts satisfy it. */
export interface EventDefinition {
  readonly type: string;
  /** CloudEvents `source`, such as `/order`. */
  readonly source: string;
  readonly version: number;
  readonly data: z.ZodType;
  /** `upcasters[n]` turns data of version n into version n + 1. */
  readonly upcasters: Readonly<Record<number, (data: unknown) => unknown>>;
  /** What a subject must be; anything goes where it is left out. */
  readonly subject?: z.ZodType<string>;
  /** Services with a queue that receives the event. */
  readonly consumers: readonly string[];
  /** Stays in the log of its service and is never published. */
  readonly internal?: true;
}

export type Catalog = Readonly<Record<string, EventDefinition>>;

/** Events in their first version that stay in the log of the service that states them. */
export const defineInternalEvents = (source: string, data: Readonly<Record<string, z.ZodType>>): Catalog =>
  Object.fromEntries(
    Object.entries(data).map(([type, schema]) => [
      type,
      { type, source, version: 1, data: schema, upcasters: {}, consumers: [], internal: true },
    ]),
  );

/** CloudEvents 1.0 with the extensions that Ordermill sets; `Data` and `dataschema` are of the newest version once decoded. */
export interface CloudEvent<Data = unknown> {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: string;
  readonly dataschema: string;
  readonly data: Data;
  /** One per flow. */
  readonly correlationid: string;
  /** The id of the event that led to this one; absent where nothing caused it. */
  readonly causationid?: string;
  /** Digits, growing per stream. */
  readonly sequence: string;
  readonly actor?: string;
  readonly traceparent?: string;
}

/** What a domain states: the envelope is added when it is appended. */
export interface DomainEvent {
  readonly type: string;
  readonly time: string;
  readonly actor: string;
  readonly data: object;
}

/** `https://ordermill.dev/schemas/TYPE/vN` */
export const dataSchemaOf = (type: string, version: number): string => `https://ordermill.dev/schemas/${type}/v${version}`;

/** The version that a `dataschema` names, or `otherwise` where it names none. */
export const versionOf = (dataschema: string, otherwise: number): number =>
  Number(/\/v(\d+)$/.exec(dataschema)?.[1] ?? otherwise);

/** Brings data of an older version to the newest; throws RangeError when a step is missing or the version is from the future. */
export const upcast = (definition: EventDefinition, version: number, data: unknown): unknown => {
  if (version > definition.version)
    throw new RangeError(`${definition.type} v${version} is newer than v${definition.version}, the newest known here`);
  let newest = data;
  for (let from = version; from < definition.version; from += 1) {
    const step = definition.upcasters[from];
    if (!step) throw new RangeError(`${definition.type} has no upcaster from v${from}`);
    newest = step(newest);
  }
  return newest;
};
