import type { EventBody } from '@ordermill/contracts';
import { type Catalog, dataSchemaOf, type EventDefinition, upcast, versionOf } from '@ordermill/eventing';
import { decimalsOf, invalidField, parseMoney } from '@ordermill/kernel';
import { parseBody } from '@ordermill/service-kit';
import { z } from 'zod';

/** An event from outside in the newest version of its type; throws `invalid_request`, naming the field, for what the catalog does not allow. */
export const readPosted = (catalog: Catalog, event: EventBody): EventBody & { readonly dataschema: string } => {
  const definition = Object.hasOwn(catalog, event.type) ? catalog[event.type] : undefined;
  if (!definition) throw invalidField('type', 'is no type of the catalog');
  const { type, version, subject = z.string(), data } = definition;
  const given = { subject: event.subject, data: newestData(definition, event) };
  const read = parseBody(z.object({ subject, data }), given);
  checkMoney(read.data);
  return { ...event, ...read, dataschema: dataSchemaOf(type, version) };
};

const money = z.object({
  currency: z.string(),
  amount: z.string().nullish(),
  discount: z.string().nullish(),
  items: z.array(z.object({ price: z.string() })).default([]),
});

/** Of what a schema of single fields cannot know: decimals are those of the currency. */
const checkMoney = (data: unknown): void => {
  const { success, data: found } = money.safeParse(data);
  if (!success) return;
  const { currency, items, ...amounts } = found;
  decimalsOf(currency, 'data.currency');
  const prices = items.map(({ price }, index) => [`items.${index}.price`, price] as const);
  for (const [path, amount] of [...Object.entries(amounts), ...prices])
    if (typeof amount === 'string') parseMoney(amount, currency, `data.${path}`);
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
