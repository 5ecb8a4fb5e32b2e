import type { Operation, RequestExample } from '@ordermill/contracts';
import type { JsonSchema } from './json-schema.js';
import { isRepeatable } from './problem-answers.js';

type Place = 'params' | 'query' | 'headers';

const locations = { params: 'path', query: 'query', headers: 'header' } as const;

type Examples = Operation['examples'];

const collect = (examples: Examples, valueIn: (example: RequestExample) => unknown) => {
  const found = Object.entries(examples).flatMap(([name, example]) => {
    const value = valueIn(example);
    return value === undefined ? [] : [[name, { summary: example.summary, value }] as const];
  });
  return found.length > 0 ? { examples: Object.fromEntries(found) } : {};
};

const parametersIn = (place: Place, { properties = {}, required = [] }: JsonSchema, examples: Examples) =>
  Object.entries(properties).map(([name, property]) => {
    const { description, ...schema } = property === true || property === false ? {} : property;
    return {
      name,
      in: locations[place],
      required: required.includes(name),
      ...(description === undefined ? {} : { description }),
      schema,
      ...collect(examples, (example) => example[place]?.[name]),
    };
  });

/** What an operation takes: parameters, and a body. */
export const inputOf = (operation: Operation, schemaOf: (schema: NonNullable<Operation['body']>) => JsonSchema): object => {
  const { params, query, headers, body, examples } = operation;
  const parameters = Object.entries({ params, query, headers }).flatMap(([place, schema]) =>
    schema ? parametersIn(place as Place, schemaOf(schema), examples) : [],
  );
  const repeatable = isRepeatable(operation) ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : [];
  return {
    parameters: [...parameters, ...repeatable],
    ...(body && {
      requestBody: {
        required: !operation.bodyOptional,
        content: { 'application/json': { schema: schemaOf(body), ...collect(examples, (example) => example.body) } },
      },
    }),
  };
};
