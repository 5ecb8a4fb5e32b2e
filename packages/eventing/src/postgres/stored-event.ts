import { type Catalog, type DomainEvent, upcast } from '../event.js';

/** An event as the log holds it. */
export interface StoredEvent {
  readonly type: string;
  readonly schemaVersion: number;
  readonly time: Date;
  readonly actor: string;
  readonly data: unknown;
}

/** SQL: the columns of the log that make one. */
export const storedColumns = `type, schema_version as "schemaVersion", time, data, coalesce(metadata ->> 'actor', metadata ->> 'source') as actor`;

/** The event in its newest version. Throws TypeError for a type outside the catalog, RangeError for a version that leads to none. */
export const readStored = (catalog: Catalog, { type, schemaVersion, time, actor, data }: StoredEvent): DomainEvent => {
  const definition = catalog[type];
  if (!definition) throw new TypeError(`the log holds "${type}", which the catalog does not define`);
  return { type, time: time.toISOString(), actor, data: Object(upcast(definition, schemaVersion, data)) as object };
};
