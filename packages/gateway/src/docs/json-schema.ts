import { z } from 'zod';

export type JsonSchema = z.core.JSONSchema.BaseSchema;

interface Conversion {
  /** Of a value as clients send it, or as they get it. */
  readonly io: 'input' | 'output';
  readonly target: 'draft-2020-12' | 'draft-07';
}

const formatsThatSayItAll: ReadonlySet<unknown> = new Set(['date-time', 'date', 'uuid']);

/** Leaves out what a format says already, and bounds that are those of a double. An answer may have more fields one day. */
const tidy = (schema: JsonSchema, io: Conversion['io']): void => {
  if (formatsThatSayItAll.has(schema.format) || schema.type === 'integer') delete schema.pattern;
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
  if (io === 'output' && schema.additionalProperties === false) delete schema.additionalProperties;
};

export const componentOf = (name: string): string => `#/components/schemas/${name}`;

/** The JSON Schemas of the named ones, and of the others, which refer to those that are named. */
export const toJsonSchemas = (
  named: Readonly<Record<string, z.ZodType>>,
  others: readonly z.ZodType[],
  { io, target }: Conversion,
) => {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(named)) registry.add(schema, { id });
  for (const [index, schema] of others.entries()) if (!registry.has(schema)) registry.add(schema, { id: `other.${index}` });
  const override = ({ jsonSchema }: { readonly jsonSchema: JsonSchema }): void => tidy(jsonSchema, io);
  const converted = z.toJSONSchema(registry, { io, target, uri: componentOf, override }).schemas;
  const schemaOf = (id: string): JsonSchema => {
    const { $schema: _dialect, $id: _id, ...schema } = converted[id] ?? {};
    return schema;
  };
  return {
    components: Object.fromEntries(Object.keys(named).map((id) => [id, schemaOf(id)])),
    /** A reference to a named one, or all of another. */
    of: (schema: z.ZodType): JsonSchema => {
      const { id = '' } = registry.get(schema) ?? {};
      return id in named ? { $ref: componentOf(id) } : schemaOf(id);
    },
  };
};
