import { type Operation, type OperationAnswer, type ProblemCode, problems } from '@ordermill/contracts';
import { type HeaderName, headerReferences } from './headers.js';
import { componentOf, type JsonSchema } from './json-schema.js';
import { isLimited, isRepeatable, problemBody, problemsOf } from './problem-answers.js';

interface Described {
  readonly operation: Operation;
  /** Of the body of an answer. */
  readonly schemaOf: (answer: OperationAnswer) => JsonSchema;
  readonly sampleOf: (schema: JsonSchema) => unknown;
}

const keptStatuses: ReadonlySet<number> = new Set([402, 409, 422]);
const ofRefusals: Readonly<Record<number, readonly HeaderName[]>> = {
  401: ['WWW-Authenticate'],
  429: ['Retry-After'],
  503: ['Retry-After'],
};

const headersOf = (status: number, operation: Operation, own: readonly HeaderName[] = []) => {
  const replayed = isRepeatable(operation) && (status < 300 || keptStatuses.has(status));
  return headerReferences([
    ...own,
    ...(replayed ? (['Idempotent-Replayed'] as const) : []),
    ...(isLimited(operation) ? (['RateLimit-Policy', 'RateLimit'] as const) : []),
    'X-Request-Id',
  ]);
};

const success = (status: number, answer: OperationAnswer, { operation, schemaOf, sampleOf }: Described) => {
  const { description, contentType = 'application/json' } = answer;
  const described = { description, headers: headersOf(status, operation, answer.headers) };
  if (answer.events) return { ...described, content: { [contentType]: streamOf(schemaOf(answer), sampleOf) } };
  if (!answer.body) return described;
  const schema = schemaOf(answer);
  const leading = Object.entries(operation.examples).filter(([, { leadsTo }]) => leadsTo === status);
  const value = sampleOf(schema);
  const examples = Object.fromEntries(leading.map(([name, { summary }]) => [name, { summary, value }]));
  return { ...described, content: { [contentType]: { schema, examples } } };
};

// What OpenAPI 3.1 can say of a stream: that it is a text, and what is in it.
const streamOf = (schema: JsonSchema, sampleOf: Described['sampleOf']) => {
  const sample = sampleOf(schema);
  const type = typeof sample === 'object' && sample !== null && 'type' in sample ? String(sample.type) : 'message';
  return {
    schema: { type: 'string', contentMediaType: 'text/event-stream', contentSchema: schema },
    examples: { event: { summary: 'One event', value: `id: 7312-42\nevent: ${type}\ndata: ${JSON.stringify(sample)}\n\n` } },
  };
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
    headers: headersOf(status, operation, ofRefusals[status]),
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
