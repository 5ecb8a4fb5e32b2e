import { type CloudEvent, type EventDefinition, versionOf } from '../event.js';
import type { NewEvent } from './unit.js';

/** An event from elsewhere as a row of the log that changes nothing of it. */
export const recordedEvent = (
  { id, source, type, subject, time, dataschema, data, sequence, correlationid, causationid, actor, traceparent }: CloudEvent,
  definition: EventDefinition,
  place: Pick<NewEvent, 'stream' | 'version' | 'internal'>,
): NewEvent => ({
  ...place,
  id,
  type,
  schema_version: versionOf(dataschema, definition.version),
  subject,
  time,
  data,
  metadata: {
    source,
    sequence,
    correlationid,
    ...(causationid === undefined ? {} : { causationid }),
    ...(actor === undefined ? {} : { actor }),
    ...(traceparent === undefined ? {} : { traceparent }),
  },
});
