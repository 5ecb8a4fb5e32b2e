import { type Operation, operations, schemas } from '@ordermill/contracts';
import { headers, idempotencyKey } from './headers.js';
import { toJsonSchemas } from './json-schema.js';
import { answersOf } from './operation-answers.js';
import { inputOf } from './operation-input.js';
import { sampleOf } from './sample.js';
import { shareAnswers } from './shared-answers.js';
import { version } from './version.js';

const target = 'draft-2020-12';

const tags = [
  { name: 'Orders', description: 'Place, follow and cancel orders.' },
  { name: 'Payments', description: 'Payments of orders: by policy, or by card.' },
  { name: 'Vouchers', description: 'Vouchers that orders have earned.' },
  { name: 'Events', description: 'The archive of everything that happened. For the role `admin`.' },
  { name: 'Operations', description: 'What waits, what failed, and what to do about it. For the role `admin`.' },
  { name: 'Session', description: 'For browsers: a session cookie in place of a token.' },
  { name: 'Health', description: 'For probes and metrics. No token is needed.' },
];

const description = `Orders, payments and vouchers. Users see only their own: another's is 404.

Bodies are JSON in UTF-8, up to 1 MiB; a field that is not known is refused. Money is a decimal string with its currency's decimals.
In answers every named field is present, \`null\` where there is nothing. Refusals are problem details (RFC 9457) with a \`code\`;
any path may answer 404 \`not_found\`, 405 \`method_not_allowed\` with \`Allow\`, and 400 \`malformed_request\` to what is no HTTP.

Where there is a limit, answers say how much is left of it in \`RateLimit\`; beyond it they are 429 with \`Retry-After\`.

What happens is told by events too: [/asyncapi.json](/asyncapi.json).`;

const securitySchemes = {
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description: 'In development `thisisajwttoken`, or `thisisanadmintoken` for an admin.',
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'ordermill',
    description:
      'What `/auth/sign-in` gives to browsers; `__Host-ordermill` over HTTPS. A request that changes something counts with `Sec-Fetch-Site: same-origin` alone, or with an `Origin` that is this site: browsers set both, and the page of another site cannot. An Authorization header counts before it.',
  },
};

const descriptionOf = ({ description: own, access, onlyWith }: Operation): { readonly description?: string } => {
  const lines = [
    ...(own ? [own] : []),
    ...(access === 'admin' ? ['Needs the role `admin`.'] : []),
    ...(onlyWith ? [`Only with \`${onlyWith}\`.`] : []),
  ];
  return lines.length > 0 ? { description: lines.join('\n\n') } : {};
};

/** The HTTP API as OpenAPI 3.1, from the schemas that validate its requests. */
export const openApi = (): object => {
  const all = Object.values(operations);
  const inputs = all.flatMap(({ params, query, headers: own, body }) =>
    [params, query, own, body].filter((one) => one !== undefined),
  );
  const outputs = all.flatMap(({ answers }) => Object.values(answers).flatMap(({ body, events }) => body ?? events ?? []));
  const input = toJsonSchemas(schemas.requests, inputs, { io: 'input', target });
  const output = toJsonSchemas(schemas.answers, outputs, { io: 'output', target });

  const described = Object.entries(operations).map(([operationId, operation]) => ({
    operationId,
    tags: [operation.tag],
    summary: operation.summary,
    ...descriptionOf(operation),
    security: operation.access === 'anyone' ? [] : [{ bearer: [] }, { session: [] }],
    ...inputOf(operation, input.of),
    responses: answersOf({
      operation,
      schemaOf: ({ body, events }) => {
        const schema = body ?? events;
        return schema ? output.of(schema) : {};
      },
      sampleOf: (schema) => sampleOf(schema, output.components),
    }),
  }));
  const { operations: documented, responses } = shareAnswers(described);
  const paths: Record<string, Record<string, object>> = {};
  for (const operation of documented) {
    const { method = 'get', path = '' } = operations[operation.operationId] ?? {};
    (paths[path] ??= {})[method] = operation;
  }

  return {
    openapi: '3.1.1',
    info: {
      title: 'Ordermill',
      version,
      summary: 'The HTTP API of Ordermill.',
      description,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/', description: 'This gateway.' }],
    tags,
    paths,
    components: {
      schemas: { ...input.components, ...output.components },
      parameters: { IdempotencyKey: idempotencyKey },
      responses,
      headers,
      securitySchemes,
    },
  };
};
