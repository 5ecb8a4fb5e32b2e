import { z } from 'zod';
import { schema } from './schema.js';
import { schemaBreaks } from './schema-breaks.js';

const content = z.record(z.string(), z.object({ schema: schema.optional() }));
const reference = z.object({ $ref: z.string() });
const parameter = z.object({
  name: z.string(),
  in: z.string(),
  required: z.boolean().default(false),
  schema: schema.default({}),
});
const answer = z.object({ headers: z.record(z.string(), z.unknown()).default({}), content: content.default({}) });

const operation = z.object({
  security: z.array(z.unknown()),
  parameters: z.array(z.union([reference, parameter])).default([]),
  requestBody: z.object({ required: z.boolean().default(false), content }).optional(),
  responses: z.record(z.string(), z.union([reference, answer])),
});

const document = z.object({
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.object({
    schemas: z.record(z.string(), schema),
    parameters: z.record(z.string(), parameter).default({}),
    responses: z.record(z.string(), answer).default({}),
  }),
});

type Document = z.infer<typeof document>;
type Operation = z.infer<typeof operation>;

const nameIn = ($ref: string): string => $ref.split('/').at(-1) ?? '';

const parametersOf = ({ parameters }: Operation, { components }: Document) =>
  parameters.flatMap((one) => ('$ref' in one ? (components.parameters[nameIn(one.$ref)] ?? []) : one));

const answersOf = ({ responses }: Operation, { components }: Document) =>
  Object.entries(responses).flatMap(([status, one]) => {
    const found = '$ref' in one ? components.responses[nameIn(one.$ref)] : one;
    return found ? [[status, found] as const] : [];
  });

/** Every way in which clients of one document would fail with another. */
export const openApiBreaks = (released: unknown, current: unknown): string[] => {
  const [before, after] = [document.parse(released), document.parse(current)];
  return Object.entries(before.paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, old]) => {
      const young = after.paths[path]?.[method];
      const breaks = young ? operationBreaks(old, young, before, after) : ['is gone'];
      return breaks.map((what) => `${method} ${path}: ${what}`);
    }),
  );
};

const operationBreaks = (old: Operation, young: Operation, before: Document, after: Document): string[] => {
  const schemas = { before: before.components.schemas, after: after.components.schemas };
  const [olds, youngs] = [parametersOf(old, before), parametersOf(young, after)];
  const inputs = youngs.flatMap((parameterNow) => {
    const earlier = olds.find(({ name, in: place }) => name === parameterNow.name && place === parameterNow.in);
    if (parameterNow.required && !earlier?.required) return [`${parameterNow.name}: is required now`];
    return earlier
      ? schemaBreaks(earlier.schema, parameterNow.schema, { direction: 'request', ...schemas }, parameterNow.name)
      : [];
  });
  const gone = olds.filter(({ name, in: place }) => !youngs.some((one) => one.name === name && one.in === place));
  return [
    ...(old.security.length === 0 && young.security.length > 0 ? ['needs a token now'] : []),
    ...gone.map(({ name }) => `${name}: is gone`),
    ...inputs,
    ...(young.requestBody?.required && !old.requestBody?.required ? ['body: is required now'] : []),
    ...contentBreaks('request', old.requestBody?.content, young.requestBody?.content, schemas),
    ...answerBreaks(answersOf(old, before), new Map(answersOf(young, after)), schemas),
  ];
};

type Schemas = Pick<Parameters<typeof schemaBreaks>[2], 'before' | 'after'>;
type Content = z.infer<typeof content>;

const contentBreaks = (direction: 'request' | 'answer', old: Content = {}, young: Content = {}, schemas: Schemas): string[] =>
  Object.entries(old).flatMap(([type, media]) => {
    const now = young[type];
    return now ? schemaBreaks(media.schema ?? {}, now.schema ?? {}, { direction, ...schemas }) : [`${type}: is gone`];
  });

// How a request is refused may change; that one that succeeded does so may not.
const answerBreaks = (
  olds: readonly (readonly [string, z.infer<typeof answer>])[],
  youngs: ReadonlyMap<string, z.infer<typeof answer>>,
  schemas: Schemas,
): string[] =>
  olds
    .filter(([status]) => status.startsWith('2'))
    .flatMap(([status, old]) => {
      const young = youngs.get(status);
      if (!young) return [`${status}: is gone`];
      const headers = Object.keys(old.headers).filter((name) => !(name in young.headers));
      return [
        ...headers.map((name) => `${status} ${name}: is gone`),
        ...contentBreaks('answer', old.content, young.content, schemas).map((what) => `${status} ${what}`),
      ];
    });
