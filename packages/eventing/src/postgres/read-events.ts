import { type Catalog, type CloudEvent, dataSchemaOf, upcast } from '../event.js';
import type { Database } from './database.js';
import { type EventRow, eventColumns, toStatedEvent } from './event-row.js';

/**
 * The first `limit` events of these streams in the order in which the log got them, each as its source stated it: a recorded event has the
 * sequence of its source. Data is of the newest version; what the catalog calls internal is left out. Rejects with the errors of translateError,
 * TypeError for a type outside the catalog, RangeError for a version that leads to none.
 */
export const readEvents = async (
  database: Database,
  catalog: Catalog,
  streams: readonly string[],
  limit: number,
): Promise<readonly CloudEvent[]> => {
  const rows = await database.query<EventRow>({
    name: 'read-events',
    text: `select ${eventColumns} from eventing.event_log
           where stream = any($1) and type <> all($2) order by position limit $3`,
    values: [streams, internalTypes(catalog), limit],
  });
  return rows.map((row) => toNewest(catalog, row));
};

const internalTypes = (catalog: Catalog): readonly string[] =>
  Object.values(catalog).flatMap(({ type, internal }) => (internal ? [type] : []));

const toNewest = (catalog: Catalog, row: EventRow): CloudEvent => {
  const definition = catalog[row.type];
  if (!definition) throw new TypeError(`the log holds "${row.type}", which the catalog does not define`);
  return {
    ...toStatedEvent(row),
    dataschema: dataSchemaOf(row.type, definition.version),
    data: upcast(definition, row.schema_version, row.data),
  };
};
