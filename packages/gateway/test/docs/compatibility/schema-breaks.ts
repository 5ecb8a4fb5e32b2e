import { resolve, type Schema, type Schemas } from './schema.js';

export interface Comparison {
  /** What clients send must be taken as before; what they get must be as before. */
  readonly direction: 'request' | 'answer';
  readonly before: Schemas;
  readonly after: Schemas;
}

const lowest = ['minimum', 'exclusiveMinimum', 'minLength', 'minItems'] as const;
const highest = ['maximum', 'exclusiveMaximum', 'maxLength', 'maxItems'] as const;

const typesOf = ({ type }: Schema): readonly string[] => (type === undefined ? [] : typeof type === 'string' ? [type] : type);
const valuesOf = (schema: Schema): readonly unknown[] => schema.enum ?? (schema.const === undefined ? [] : [schema.const]);

const lost = <Item>(from: readonly Item[], to: readonly Item[]): readonly Item[] => from.filter((item) => !to.includes(item));

const isIn = (name: string, { required = [] }: Schema): boolean => required.includes(name);

const narrowed = (before: Schema, after: Schema): readonly string[] => [
  ...lowest.flatMap((name) => ((after[name] ?? -Infinity) > (before[name] ?? -Infinity) ? [`${name} is higher`] : [])),
  ...highest.flatMap((name) => ((after[name] ?? Infinity) < (before[name] ?? Infinity) ? [`${name} is lower`] : [])),
  ...(['pattern', 'format'] as const).flatMap((name) =>
    after[name] !== undefined && after[name] !== before[name] ? [`${name} is another`] : [],
  ),
  ...(valuesOf(after).length > 0 && (valuesOf(before).length === 0 || lost(valuesOf(before), valuesOf(after)).length > 0)
    ? ['a value is no longer allowed']
    : []),
];

/** Every way in which a schema no longer does what it did, beginning with where. */
export const schemaBreaks = (old: Schema, young: Schema, comparison: Comparison, at = ''): string[] => {
  const [before, after] = [resolve(old, comparison.before), resolve(young, comparison.after)];
  const isRequest = comparison.direction === 'request';
  const [from, to] = isRequest ? [before, after] : [after, before];
  const hasOptions = (before.anyOf ?? after.anyOf) !== undefined;
  const types = lost(typesOf(from), typesOf(to));
  const isOther = typesOf(to).length > 0 && (types.length > 0 || typesOf(from).length === 0);
  const said = [...(isOther && !hasOptions ? ['is of another type'] : []), ...(isRequest ? narrowed(before, after) : [])];
  return [
    ...said.map((what) => `${at || 'body'}: ${what}`),
    ...(hasOptions ? optionBreaks(from, to, comparison, at) : []),
    ...fieldBreaks(before, after, comparison, at),
    ...(before.allOf ?? []).flatMap((part, index) => schemaBreaks(part, after.allOf?.[index] ?? {}, comparison, at)),
    ...(before.items && after.items ? schemaBreaks(before.items, after.items, comparison, `${at}[]`) : []),
  ];
};

/** Each option that there was (or, of answers, that there is) must fit one of the other side. */
const optionBreaks = (from: Schema, to: Schema, comparison: Comparison, at: string): string[] => {
  const isRequest = comparison.direction === 'request';
  const optionsOf = (schema: Schema): readonly Schema[] => schema.anyOf ?? [schema];
  const fits = (one: Schema) => (other: Schema) => {
    const [before, after] = isRequest ? [one, other] : [other, one];
    return schemaBreaks(before, after, comparison, at).length === 0;
  };
  return optionsOf(from).every((option) => optionsOf(to).some(fits(option)))
    ? []
    : [`${at || 'body'}: an alternative is another`];
};

const fieldBreaks = (before: Schema, after: Schema, comparison: Comparison, at: string): string[] => {
  const isRequest = comparison.direction === 'request';
  const names = new Set([...Object.keys(before.properties ?? {}), ...Object.keys(after.properties ?? {})]);
  return [...names].flatMap((name) => {
    const path = at ? `${at}.${name}` : name;
    const [old, young] = [before.properties?.[name], after.properties?.[name]];
    if (!young) return isRequest && after.additionalProperties !== false ? [] : [`${path}: is gone`];
    if (isRequest && isIn(name, after) && !isIn(name, before)) return [`${path}: is required now`];
    if (!old) return [];
    if (!isRequest && isIn(name, before) && !isIn(name, after)) return [`${path}: may be absent now`];
    return schemaBreaks(old, young, comparison, path);
  });
};
