import type { JsonSchema } from './json-schema.js';

export interface EventField {
  /** `decision.policy`, `items[].name` */
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
}

const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null && !Array.isArray(value);

const typeOf = ({ const: constant, enum: values, anyOf, type, format, items }: JsonSchema): string => {
  if (constant !== undefined) return JSON.stringify(constant);
  if (values) return values.map((value) => JSON.stringify(value)).join(' | ');
  if (anyOf) return anyOf.map(typeOf).join(' | ');
  if (type === 'array' && isSchema(items)) return `${typeOf(items)}[]`;
  return [type ?? 'anything', ...(format === undefined ? [] : [`(${format})`])].join(' ');
};

/** The fields of an object and of the objects in it, each with its path. */
export const fieldsOf = ({ properties = {}, required = [] }: JsonSchema, prefix = ''): readonly EventField[] =>
  Object.entries(properties).flatMap(([name, property]) => {
    if (!isSchema(property)) return [];
    const path = prefix + name;
    const own = { path, type: typeOf(property), required: required.includes(name) };
    return [own, ...(isSchema(property.items) ? fieldsOf(property.items, `${path}[].`) : fieldsOf(property, `${path}.`))];
  });
