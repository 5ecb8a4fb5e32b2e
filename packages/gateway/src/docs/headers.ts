const text = (description: string, example: string) => ({ description, schema: { type: 'string', examples: [example] } });

/** Headers of answers, as components. */
export const headers = {
  'X-Request-Id': text('The id of the request, that of the client if it sent one; it is in every log line about it.', '5f2c9a1e'),
  ETag: text('The version of the order, for If-Match.', '"1"'),
  Location: text('Where the order is.', '/api/orders/01a1fcaa-8b52-7417-a60b-52b7150fb667'),
  'Idempotent-Replayed': {
    description: '`true` where the answer is one that was given before, under the same Idempotency-Key.',
    schema: { type: 'string', enum: ['true'] },
  },
  'Retry-After': { description: 'Seconds after which another try may succeed.', schema: { type: 'integer', examples: [1] } },
  'WWW-Authenticate': text('How to authenticate.', 'Bearer'),
} as const;

export type HeaderName = keyof typeof headers;

export const headerReferences = (names: readonly HeaderName[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

/** What makes a POST repeatable. */
export const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'The same key and body have the same answer, byte for byte, for 24 hours. The next request needs a key of its own; answers 402, 409 and 422 are kept too.',
  schema: { type: 'string', minLength: 1, maxLength: 255 },
} as const;
