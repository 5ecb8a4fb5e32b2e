import fc from 'fast-check';
import { body, order } from './bodies.js';
import { mutatedBytes } from './mutations.js';
import { codePoints } from './odd-values.js';

/** Bytes for one connection, in the parts in which they are written. */
export interface RawExchange {
  readonly kind: string;
  readonly parts: readonly Buffer[];
  /** The client resets the connection as soon as it has written. */
  readonly abort: boolean;
  /** How many answers there are to be, where that is certain. */
  readonly answers?: number;
}

const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

const head = (line: string, headers: readonly string[] = []): Buffer =>
  latin1(
    [line, 'Host: x', 'Authorization: Bearer thisisajwttoken', 'Content-Type: application/json', ...headers, '', ''].join('\r\n'),
  );

const post = (bytes: Buffer, headers: readonly string[] = []): Buffer =>
  Buffer.concat([head('POST /api/orders HTTP/1.1', [`Content-Length: ${bytes.length}`, ...headers]), bytes]);

const get = (path: string): Buffer => head(`GET ${path} HTTP/1.1`);
const last = head('GET /health/live HTTP/1.1', ['Connection: close']);

const chunked = (bytes: Buffer, size: number): Buffer => {
  const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
  const framed = chunks.flatMap((chunk) => [latin1(`${chunk.length.toString(16)}\r\n`), chunk, latin1('\r\n')]);
  return Buffer.concat([head('POST /api/orders HTTP/1.1', ['Transfer-Encoding: chunked']), ...framed, latin1('0\r\n\r\n')]);
};

const inParts = (bytes: Buffer, size: number): Buffer[] =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size));

const exchange = (kind: string, parts: readonly Buffer[], more: Partial<RawExchange> = {}): RawExchange => ({
  kind,
  parts,
  abort: false,
  ...more,
});

const line = fc.oneof(
  fc.constantFrom(
    'FROB /api/orders HTTP/1.1',
    'get /health/live HTTP/1.1',
    'GET /health/live',
    'GET /health/live HTTP/9.9',
    'GET  /health/live HTTP/1.1',
    'GET health HTTP/1.1',
    'CONNECT x:1 HTTP/1.1',
    'PRI * HTTP/2.0',
    'GET http://x:99999/ HTTP/1.1',
    'OPTIONS * HTTP/1.1',
    '\x16\x03\x01\x02',
    '',
  ),
  codePoints(60),
);

const framing = fc.constantFrom<readonly string[]>(
  ['Content-Length: -1'],
  ['Content-Length: 1e3'],
  ['Content-Length: 0x10'],
  ['Content-Length: 99999999999999999999'],
  ['Content-Length: 5, 5'],
  ['Content-Length: 5', 'Content-Length: 6'],
  ['Content-Length: '],
  ['Transfer-Encoding: chunked', 'Content-Length: 5'],
  ['Transfer-Encoding: gzip'],
  ['Transfer-Encoding: chunked, identity'],
  ['Transfer-Encoding : chunked'],
  ['Transfer-Encoding: \x0bchunked'],
  ['Expect: 100-continue', 'Content-Length: 2'],
  ['Expect: 200-ok', 'Content-Length: 2'],
  ['Upgrade: websocket', 'Connection: Upgrade', 'Content-Length: 2'],
  ['Upgrade: h2c', 'Connection: Upgrade, HTTP2-Settings'],
);

const fold = fc.constantFrom(
  'A: b\r\n c',
  'A\0: b',
  'A: \0',
  ': b',
  'A b: c',
  'A: b\rc',
  'A',
  `A: ${'a'.repeat(20_000)}`,
  `${'A'.repeat(20_000)}: a`,
  'Host: y',
  'Content-Length: 0',
);

const flood = fc.integer({ min: 1, max: 5_000 }).map((count) => Array.from({ length: count }, (_, index) => `a${index}: `));

/** What no HTTP library would send, and what it would send when it breaks off. */
export const rawExchanges: fc.Arbitrary<RawExchange> = fc.oneof(
  { weight: 8, arbitrary: mutatedBytes(order.map((bytes) => post(bytes))).map((bytes) => exchange('mutated', [bytes, last])) },
  {
    weight: 3,
    arbitrary: mutatedBytes(order.map((bytes) => chunked(bytes, 7))).map((bytes) => exchange('mutated chunks', [bytes, last])),
  },
  { weight: 2, arbitrary: line.map((text) => exchange('request line', [head(text), last])) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(framing, body)
      .map(([headers, bytes]) =>
        exchange('framing', [head('POST /api/orders HTTP/1.1', headers), bytes.subarray(0, 2_000), last]),
      ),
  },
  { weight: 2, arbitrary: fold.map((text) => exchange('header', [head('GET /api/orders HTTP/1.1', [text]), last])) },
  { weight: 1, arbitrary: flood.map((headers) => exchange('header flood', [head('GET /api/orders HTTP/1.1', headers), last])) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('1.0', '1.1')
      .map((version) => exchange('no Host', [latin1(`GET /health/live HTTP/${version}\r\n\r\n`), last])),
  },
  {
    weight: 3,
    arbitrary: fc
      .array(
        fc.oneof(
          order.map((bytes) => post(bytes)),
          fc.constant(get('/api/orders?limit=2')),
          body.map((bytes) => post(bytes.subarray(0, 500))),
        ),
        { minLength: 1, maxLength: 8 },
      )
      .map((all) => exchange('pipelined', [Buffer.concat(all), last], { answers: all.length + 1 })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(order, fc.integer({ min: 1, max: 9 }))
      .map(([bytes, size]) => exchange('trickled', [...inParts(post(bytes), 40 * size), last], { answers: 2 })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(order, fc.integer({ min: 1, max: 50 }))
      .map(([bytes, size]) => exchange('chunked', [chunked(bytes, size), last], { answers: 2 })),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(order, fc.double({ min: 0, max: 1, noNaN: true })).map(([bytes, share]) => {
      const whole = post(bytes);
      return exchange('aborted', [whole.subarray(0, Math.floor(share * whole.length))], { abort: true });
    }),
  },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }).map((bytes) => exchange('noise', [Buffer.from(bytes), last])) },
);
