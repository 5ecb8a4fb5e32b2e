import type { JsonSchema } from './json-schema.js';

type Components = Readonly<Record<string, JsonSchema>>;

const isSchema = (value: unknown): value is JsonSchema => typeof value === 'object' && value !== null;

const ofType = (schema: JsonSchema, components: Components): unknown => {
  const type = Array.isArray(schema.type) ? schema.type.at(-1) : schema.type;
  switch (type) {
    case 'object':
      return ofObject(schema, components);
    case 'array':
      return isSchema(schema.items) && !Array.isArray(schema.items) ? [sampleOf(schema.items, components)] : [];
    case 'integer':
    case 'number':
      return schema.minimum ?? 1;
    case 'boolean':
      return false;
    case 'string':
      return schema.format === 'date-time' ? '2026-11-21T05:53:17.650Z' : 'text';
    case 'null':
    case undefined:
      return null;
  }
};

const ofObject = ({ properties, additionalProperties }: JsonSchema, components: Components): object =>
  !properties && isSchema(additionalProperties)
    ? { name: sampleOf(additionalProperties, components) }
    : Object.fromEntries(
        Object.entries(properties ?? {}).flatMap(([name, property]) =>
          isSchema(property) ? [[name, sampleOf(property, components)]] : [],
        ),
      );

/** A value that fits a schema: the examples in it, and null where there may be nothing. */
export const sampleOf = (schema: JsonSchema, components: Components): unknown => {
  if (schema.$ref !== undefined) return sampleOf(components[schema.$ref.split('/').at(-1) ?? ''] ?? {}, components);
  if (schema.examples) return schema.examples[0];
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const options = schema.anyOf ?? [];
  const [first] = options;
  if (first) return options.some(({ type }) => type === 'null') ? null : sampleOf(first, components);
  return ofType(schema, components);
};
