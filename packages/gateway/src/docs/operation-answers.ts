import { type Operation, type OperationAnswer, type ProblemCode, problems } from '@ordermill/contracts';
import { type HeaderName, headerReferences } from './headers.js';
import { componentOf, type JsonSchema } from './json-schema.js';
import { problemBody, problemsOf } from './problem-answers.js';

interface Described {
  readonly operation: Operation;
  /** Of the body of an answer. */
  readonly schemaOf: (answer: OperationAnswer) => JsonSchema;
  readonly sampleOf: (schema: JsonSchema) => unknown;
}

const keptStatuses: ReadonlySet<number> = new Set([402, 409, 422]);
const needed: Readonly<Record<number, readonly HeaderName[]>> = { 401: ['WWW-Authenticate'], 503: ['Retry-After'] };

const headersOf = (status: number, { method }: Operation, own: readonly HeaderName[] = []) => {
  const replayed = method === 'post' && (status < 300 || keptStatuses.has(status));
  return headerReferences([
    ...own,
    ...(needed[status] ?? []),
    ...(replayed ? (['Idempotent-Replayed'] as const) : []),
    'X-Request-Id',
  ]);
};

const success = (status: number, answer: OperationAnswer, { operation, schemaOf, sampleOf }: Described) => {
  const { description, contentType = 'application/json' } = answer;
  const described = { description, headers: headersOf(status, operation, answer.headers) };
  if (!answer.body) return described;
  const schema = schemaOf(answer);
  const leading = Object.entries(operation.examples).filter(([, { leadsTo }]) => leadsTo === status);
  const value = sampleOf(schema);
  const examples = Object.fromEntries(leading.map(([name, { summary }]) => [name, { summary, value }]));
  return { ...described, content: { [contentType]: { schema, examples } } };
};

const refusal = (status: number, codes: readonly ProblemCode[], operation: Operation) => {
  const examples = codes.flatMap((code) => {
    const leading = Object.entries(operation.examples).filter(([, { leadsTo }]) => leadsTo === code);
    const named = leading.length > 0 ? leading.map(([name]) => name) : [code];
    return named.map((name) => [name, { summary: problems[code].means, value: problemBody(code) }] as const);
  });
  const properties = { status: { const: status }, code: { enum: codes } };
  return {
    description: codes.map((code) => `\`${code}\`: ${problems[code].means}`).join('\n\n'),
    headers: headersOf(status, operation),
    content: {
      'application/problem+json': {
        schema: { allOf: [{ $ref: componentOf('Problem') }, { properties }] },
        examples: Object.fromEntries(examples),
      },
    },
  };
};

/** By status: what an operation answers when all is well, and every way to refuse. */
export const answersOf = (described: Described): Record<string, object> => {
  const { operation } = described;
  const codes = problemsOf(operation);
  const refusals = [...new Set(codes.map((code) => problems[code].status))].map((status) => {
    const ofStatus = codes.filter((code) => problems[code].status === status);
    return [status, refusal(status, ofStatus, operation)] as const;
  });
  const successes = Object.entries(operation.answers).map(
    ([status, answer]) => [Number(status), success(Number(status), answer, described)] as const,
  );
  return Object.fromEntries([...refusals, ...successes]);
};
