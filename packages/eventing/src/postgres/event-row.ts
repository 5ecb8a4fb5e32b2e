import { type CloudEvent, dataSchemaOf } from '../event.js';
import type { EventMetadata } from './unit.js';

/** What a row of the log holds of an event. */
export interface EventRow {
  readonly version: number;
  readonly id: string;
  readonly type: string;
  readonly schema_version: number;
  readonly subject: string;
  readonly time: Date;
  readonly data: unknown;
  readonly metadata: EventMetadata;
}

export const eventColumns = 'version, id, type, schema_version, subject, time, data, metadata';

/** As it is published, numbered by its stream. */
export const toCloudEvent = ({
  id,
  type,
  schema_version: version,
  subject,
  time,
  data,
  metadata,
  version: sequence,
}: EventRow): CloudEvent => ({
  specversion: '1.0',
  id,
  source: metadata.source,
  type,
  subject,
  time: time.toISOString(),
  datacontenttype: 'application/json',
  dataschema: dataSchemaOf(type, version),
  data,
  correlationid: metadata.correlationid,
  ...(metadata.causationid === undefined ? {} : { causationid: metadata.causationid }),
  sequence: String(sequence).padStart(10, '0'),
  ...(metadata.actor === undefined ? {} : { actor: metadata.actor }),
  ...(metadata.traceparent === undefined ? {} : { traceparent: metadata.traceparent }),
});

/** As its source stated it: a recorded event has the sequence of its source. */
export const toStatedEvent = (row: EventRow): CloudEvent => {
  const event = toCloudEvent(row);
  return { ...event, sequence: row.metadata.sequence ?? event.sequence };
};
