import fc from 'fast-check';
import { METHODS } from 'node:http';
import { body } from './bodies.js';
import { mutatedText } from './mutations.js';
import { oddText } from './odd-values.js';

export interface FuzzRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: Buffer | undefined;
}

const percentEncoded = (text: string): string =>
  Array.from(Buffer.from(text), (byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

const date = fc.oneof(
  fc.date({ noInvalidDate: true }).map((value) => value.toISOString()),
  fc.date({ noInvalidDate: true }).map((value) => value.toISOString().slice(0, 10)),
  fc.constantFrom(
    '0000-01-01',
    '9999-12-31T23:59:59.999999999Z',
    '2026-02-29',
    '2026-01-01T00:00:00+23:59',
    '2026-01-01T24:00:00Z',
  ),
);

const cursor = fc
  .tuple(fc.oneof(fc.nat(), fc.constantFrom(0, 99_999_999_999_999, -1)), fc.oneof(fc.uuid(), oddText))
  .map(([time, key]) => Buffer.from(`${time}_${key}`).toString('base64url'));

const parameter = fc.oneof(
  fc.tuple(fc.constant('limit'), fc.oneof(fc.integer({ min: -1, max: 120 }).map(String), oddText)),
  fc.tuple(fc.constant('status'), fc.oneof(fc.constantFrom('created', 'delivered', 'pending', 'issued'), oddText)),
  fc.tuple(fc.constantFrom('createdFrom', 'createdTo'), fc.oneof(date, oddText)),
  fc.tuple(fc.constant('cursor'), fc.oneof(cursor, oddText)),
  fc.tuple(fc.constantFrom('__proto__', 'constructor', 'a[b]', 'a[]', ''), oddText),
);

const query = fc
  .array(fc.tuple(parameter, fc.boolean()), { maxLength: 4 })
  .map((all) => all.map(([[name, value], raw]) => `${name}=${raw ? value : percentEncoded(value)}`).join('&'));

/** Targets that there are, with ids that there are and others. */
const route = (ids: readonly string[]): fc.Arbitrary<readonly [method: string, target: string]> => {
  const id = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...ids) },
    { weight: 1, arbitrary: fc.constantFrom(...ids).map((known) => known.toUpperCase()) },
    { weight: 1, arbitrary: fc.uuid() },
    { weight: 2, arbitrary: oddText.map(percentEncoded) },
  );
  const code = fc.oneof(fc.stringMatching(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/), oddText.map(percentEncoded));
  const of = (method: string, path: fc.Arbitrary<string>) => path.map((target) => [method, target] as const);
  return fc.oneof(
    { weight: 10, arbitrary: of('POST', fc.constant('/api/orders')) },
    {
      weight: 4,
      arbitrary: of(
        'GET',
        fc
          .tuple(fc.constantFrom('/api/orders', '/api/payments', '/api/vouchers'), query)
          .map(([path, text]) => `${path}?${text}`),
      ),
    },
    {
      weight: 2,
      arbitrary: of(
        'GET',
        fc.tuple(id, fc.constantFrom('', '/status', '/history', '/')).map(([value, rest]) => `/api/orders/${value}${rest}`),
      ),
    },
    {
      weight: 2,
      arbitrary: of(
        'DELETE',
        id.map((value) => `/api/orders/${value}`),
      ),
    },
    {
      weight: 1,
      arbitrary: of(
        'POST',
        id.map((value) => `/api/orders/${value}/send`),
      ),
    },
    {
      weight: 2,
      arbitrary: of(
        'GET',
        id.map((value) => `/api/payments/${value}`),
      ),
    },
    {
      weight: 2,
      arbitrary: of(
        'GET',
        code.map((value) => `/api/vouchers/${value}`),
      ),
    },
    {
      weight: 2,
      arbitrary: of('GET', fc.constantFrom('/', '/api', '/api/', '//', '/health/live', '/metrics', '/docs', '/api/ops/queues')),
    },
  );
};

const tokens = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('Bearer thisisajwttoken', 'thisisajwttoken', 'bearer  thisisajwttoken') },
  { weight: 3, arbitrary: fc.constant('Bearer thisisanadmintoken') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      'Bearer',
      'Basic dGVzdDp0ZXN0',
      'Bearer thisisajwttoken, Bearer x',
      'Bearer \xe9',
      'x'.repeat(9_000),
    ),
  },
  { weight: 1, arbitrary: oddText },
);

const contentType = fc.oneof(
  {
    weight: 16,
    arbitrary: fc.constantFrom('application/json', 'application/json; charset=utf-8', 'application/merge-patch+json'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      'text/plain',
      'application/json; charset=utf-7',
      'multipart/form-data; boundary=x',
      '*/*',
      'json',
    ),
  },
  { weight: 1, arbitrary: oddText },
);

const more = fc.oneof(
  fc.tuple(
    fc.constantFrom('If-Match', 'If-None-Match'),
    fc.oneof(fc.constantFrom('"1"', 'W/"1"', '*', '', '"1", "2", "3", "4"', '1', ',,,', '"', '"\xff"'), oddText),
  ),
  fc.tuple(fc.constant('Idempotency-Key'), fc.oneof(fc.uuid(), oddText)),
  fc.tuple(fc.constant('X-Request-Id'), oddText),
  fc.tuple(
    fc.constantFrom(
      'Accept',
      'Accept-Encoding',
      'Range',
      'Last-Event-ID',
      'Cookie',
      'X-Forwarded-For',
      'Forwarded',
      'Origin',
      'Upgrade',
      'TE',
      'If-Modified-Since',
    ),
    oddText,
  ),
  fc.tuple(fc.constant('Content-Encoding'), fc.constantFrom('gzip', 'deflate', 'br', 'identity', 'zstd', 'gzip, gzip', '')),
  fc.tuple(
    fc.stringMatching(/^[a-z-]{1,10}$/).map((name) => `X-${name}`),
    fc.nat(15_000).map((length) => 'v'.repeat(length)),
  ),
);

const headerText = (text: string): string => text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '?');
const targetText = (text: string): string => `/${text.replace(/^\//, '').replaceAll(/[^\x21-\x7e]/gu, percentEncoded)}`;

/** Well-formed HTTP, with anything in it. */
export const requests = (ids: readonly string[]): fc.Arbitrary<FuzzRequest> => {
  const known = route(ids);
  const odd = fc.oneof(
    fc
      .tuple(fc.constantFrom(...METHODS.filter((method) => method !== 'CONNECT')), known)
      .map(([method, [, target]]) => [method, target] as const),
    known.chain(([method, target]) => mutatedText(fc.constant(target)).map((mutated) => [method, mutated] as const)),
  );
  return fc
    .record({
      to: fc.oneof({ weight: 5, arbitrary: known }, { weight: 1, arbitrary: odd }),
      token: tokens,
      type: contentType,
      headers: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(more, { maxLength: 3 }) }),
      twice: fc.oneof({ weight: 20, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
      body,
      withBody: fc.integer({ min: 0, max: 9 }),
      chunked: fc.boolean(),
    })
    .map(({ to: [method, target], token, type, headers, twice, body: bytes, withBody, chunked }) => {
      const all = [['Authorization', token], ['Content-Type', type], ...headers].map(
        ([name = '', value = '']) => [name, headerText(value)] as const,
      );
      const sent = (method === 'POST' ? withBody > 0 : withBody > 8) ? bytes : undefined;
      const framing = chunked ? { 'Transfer-Encoding': 'chunked' } : { 'Content-Length': String(sent?.length ?? 0) };
      return {
        method,
        target: targetText(target),
        headers: {
          ...Object.fromEntries(all.map(([name, value]) => [name, twice ? [value, value] : value])),
          ...(sent ? framing : {}),
        },
        body: sent,
      };
    });
};
