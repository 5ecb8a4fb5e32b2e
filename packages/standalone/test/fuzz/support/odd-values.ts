import fc from 'fast-check';

/** Any code points, halves of surrogate pairs too: `unit: 'binary'` takes a second to begin. */
export const codePoints = (maxLength: number) =>
  fc.array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength }).map((points) => String.fromCodePoint(...points));

/** Texts that programs stumble over. */
export const oddText = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\0',
    'a\0b',
    '\uD800',
    '\uDFFF\uD800',
    '\u{1F600}'.repeat(300),
    '\u202Eabc',
    '\uFEFF',
    '\uFFFD',
    "'; drop table orders --",
  ),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'toString',
    '${7*7}',
    '%s%n',
    '../../etc/passwd',
    'null',
    'NaN',
    '1e999',
    '-0',
    '0x10',
  ),
  fc.string({ maxLength: 30 }),
  codePoints(30),
  fc.string({ unit: 'grapheme', maxLength: 600 }),
  fc.nat(3_000).map((length) => 'x'.repeat(length)),
);

const oddNumber = fc.oneof(
  fc.constantFrom(
    0,
    -0,
    -1,
    1.005,
    1e-7,
    1e21,
    1.7976931348623157e308,
    5e-324,
    2 ** 31,
    2 ** 53,
    2 ** 53 + 2,
    99_999_999.99,
    100_000_000,
  ),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.integer(),
);

const ownProto = (value: unknown): unknown =>
  JSON.parse(`{"__proto__": ${JSON.stringify(value)}, "constructor": {"prototype": {}}}`);

/** Any value of JSON, more often than not one that fits nowhere. */
export const oddValue = fc.oneof(
  { weight: 4, arbitrary: oddText },
  { weight: 3, arbitrary: oddNumber },
  { weight: 2, arbitrary: fc.constantFrom(null, true, false, [], {}, [[]], [null]) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 1 }).map(ownProto) },
);

export const oddKey = fc.oneof(
  fc.constantFrom(
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
    'length',
    'then',
    'id',
    'userId',
    'status',
    'version',
    '',
  ),
  fc.string({ maxLength: 12 }),
);

/** JSON that nests this deep. */
export const nested = (depth: number): string => `${'[{"a":'.repeat(depth)}0${'}]'.repeat(depth)}`;
