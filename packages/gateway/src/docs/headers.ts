const text = (description: string, example: string) => ({ description, schema: { type: 'string', examples: [example] } });
const always = { required: true } as const;

/** Headers of answers, as components. */
export const headers = {
  'X-Request-Id': {
    ...text('The id of the request, that of the client if it sent one; it is in every log line about it.', '5f2c9a1e'),
    ...always,
  },
  ETag: { ...text('The version of the order, for If-Match and If-None-Match.', '"1"'), ...always },
  Location: {
    ...text('Where to find what was made, or where the browser goes.', '/api/orders/01a1fcaa-8b52-7417-a60b-52b7150fb667'),
    ...always,
  },
  'Set-Cookie': text(
    'The session, or its end: out of reach of scripts, and of other sites.',
    'ordermill=mWn8…; Path=/; HttpOnly; SameSite=Lax; Max-Age=43200',
  ),
  'RateLimit-Policy': text(
    'How many requests a minute the user and the address have, where there is a limit (draft-ietf-httpapi-ratelimit-headers-10).',
    '"address";q=6000;w=60, "user";q=6000;w=60',
  ),
  RateLimit: text('How many are left, and for how many seconds.', '"address";r=5999;t=60, "user";r=5999;t=60'),
  'Idempotent-Replayed': {
    description: '`true` where the answer is one that was given before, under the same Idempotency-Key.',
    schema: { type: 'string', enum: ['true'] },
  },
  'Retry-After': {
    description: 'Seconds after which another try may succeed.',
    schema: { type: 'integer', examples: [1] },
    ...always,
  },
  'WWW-Authenticate': { ...text('How to authenticate.', 'Bearer'), ...always },
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
