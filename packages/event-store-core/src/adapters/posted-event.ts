import type { EventBody } from '@ordermill/contracts';
import { type Catalog, dataSchemaOf, type EventDefinition, upcast, versionOf } from '@ordermill/eventing';
import { invalidField } from '@ordermill/kernel';
import { parseBody } from '@ordermill/service-kit';
import { z } from 'zod';

/** An event from outside in the newest version of its type; throws `invalid_request`, naming the field, for what the catalog does not allow. */
export const readPosted = (catalog: Catalog, event: EventBody): EventBody & { readonly dataschema: string } => {
  const definition = Object.hasOwn(catalog, event.type) ? catalog[event.type] : undefined;
  if (!definition) throw invalidField('type', 'is no type of the catalog');
  const { type, version, subject = z.string(), data } = definition;
  const given = { subject: event.subject, data: newestData(definition, event) };
  return { ...event, ...parseBody(z.object({ subject, data }), given), dataschema: dataSchemaOf(type, version) };
};

const newestData = (definition: EventDefinition, { dataschema, data }: EventBody): unknown => {
  const { type, version: newest } = definition;
  const version = versionOf(dataschema ?? '', newest);
  if (dataschema !== undefined && (dataschema !== dataSchemaOf(type, version) || version > newest))
    throw invalidField('dataschema', `must be ${dataSchemaOf(type, newest)}, or that of an earlier version`);
  try {
    return upcast(definition, version, data);
  } catch {
    throw invalidField('data', `is no data of version ${version}`);
  }
};
