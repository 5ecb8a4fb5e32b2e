import { isNestedTooDeep, mostLevels } from '@ordermill/kernel';
import { z } from 'zod';
import { type Catalog, type CloudEvent, dataSchemaOf, type EventDefinition, upcast, versionOf } from './event.js';

// Twice the largest body that HTTP takes, so that whatever was accepted there gets through with its envelope.
const maximumBytes = 2 * 1024 * 1024;

/** CloudEvents 1.0 in structured mode, as they are taken from anybody. */
export const envelope = z.looseObject({
  specversion: z.literal('1.0'),
  id: z.string().min(1).max(255),
  source: z.string().min(1).max(255),
  type: z.string().min(1).max(255),
  subject: z.string().min(1).max(255),
  time: z.iso.datetime({ offset: true }).exactOptional(),
  datacontenttype: z.string().max(255).exactOptional(),
  dataschema: z.string().exactOptional(),
  data: z.unknown(),
  correlationid: z.string().max(255).exactOptional(),
  causationid: z.string().max(255).exactOptional(),
  sequence: z.string().regex(/^\d+$/).exactOptional(),
  actor: z.string().max(255).exactOptional(),
  traceparent: z.string().max(255).exactOptional(),
});

/** Why a message can never be handled, however often it is tried. */
export class UnreadableMessage extends Error {
  override readonly name = 'UnreadableMessage';

  constructor(
    readonly reason: 'unparseable' | 'too_large' | 'invalid' | 'unknown_type',
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

const describe = (error: z.ZodError): string =>
  error.issues.map((issue) => `${issue.path.join('.') || 'body'}: ${issue.message}`).join('; ');

const parseJson = (body: Uint8Array): unknown => {
  if (body.length > maximumBytes)
    throw new UnreadableMessage('too_large', `${body.length} bytes, ${maximumBytes} are read at most`);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    throw new UnreadableMessage('unparseable', 'the body is not JSON in UTF-8', { cause: error });
  }
};

/** CloudEvents structured JSON as bytes. */
export const encodeEvent = (event: CloudEvent): Buffer => Buffer.from(JSON.stringify(event));

/**
 * Reads CloudEvents structured JSON of any type as it is, extensions that nobody knows here included, and adds what it leaves open.
 * Throws UnreadableMessage: more than 2 MiB, not JSON, not a CloudEvent with a subject, more than 1,000 levels.
 */
export const decodeEnvelope = (catalog: Catalog, body: Uint8Array): CloudEvent => {
  const json = parseJson(body);
  if (isNestedTooDeep(json)) throw new UnreadableMessage('invalid', `nested deeper than ${mostLevels} levels`);
  const parsed = envelope.safeParse(json);
  if (!parsed.success)
    throw new UnreadableMessage('invalid', `not a CloudEvent: ${describe(parsed.error)}`, { cause: parsed.error });
  const { id, type } = parsed.data;
  const definition = definitionIn(catalog, type);
  return {
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    dataschema: definition ? dataSchemaOf(type, definition.version) : '',
    correlationid: id,
    sequence: '0',
    ...parsed.data,
  };
};

/**
 * Reads CloudEvents structured JSON and brings its data to the newest version of the catalog.
 * Throws UnreadableMessage: as `decodeEnvelope`, a type outside the catalog, or a subject or data that does not fit its schema.
 */
export const decodeEvent = (catalog: Catalog, body: Uint8Array): CloudEvent => {
  const event = decodeEnvelope(catalog, body);
  const definition = definitionIn(catalog, event.type);
  if (!definition) throw new UnreadableMessage('unknown_type', `no definition of "${event.type}"`);
  const subject = definition.subject?.safeParse(event.subject);
  if (subject?.success === false)
    throw new UnreadableMessage('invalid', `subject: ${describe(subject.error)}`, { cause: subject.error });
  return {
    ...event,
    dataschema: dataSchemaOf(definition.type, definition.version),
    data: readData(definition, versionOf(event.dataschema, definition.version), event.data),
  };
};

const definitionIn = (catalog: Catalog, type: string): EventDefinition | undefined =>
  Object.hasOwn(catalog, type) ? catalog[type] : undefined;

const readData = (definition: EventDefinition, version: number, data: unknown): unknown => {
  let newest: unknown;
  try {
    newest = upcast(definition, version, data);
  } catch (error) {
    throw new UnreadableMessage('invalid', `data of ${definition.type} v${version} cannot be brought to v${definition.version}`, {
      cause: error,
    });
  }
  const parsed = definition.data.safeParse(newest);
  if (!parsed.success)
    throw new UnreadableMessage('invalid', `data of ${definition.type}: ${describe(parsed.error)}`, { cause: parsed.error });
  return parsed.data;
};
