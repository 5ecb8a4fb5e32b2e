import fc from 'fast-check';
import { gzipSync } from 'node:zlib';
import { mutatedBytes, mutatedFields } from './mutations.js';
import { nested, oddText, oddValue } from './odd-values.js';

const amount = fc.integer({ min: 1, max: 9_999_999_999 }).map((minor) => (minor / 100).toFixed(2));
const description = fc.oneof(
  fc.constantFrom('test', 'xxx', ''),
  fc.string({ unit: 'grapheme', maxLength: 100 }).map((text) => `test ${text}`),
);
const item = fc.record({
  name: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  price: fc.constantFrom('1.00', 2, 3.5),
  quantity: fc.integer({ min: 1, max: 9 }),
});

const orderFields = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record(
      { amount, description, currency: fc.constantFrom('EUR', 'USD', 'GBP'), paymentMode: fc.constantFrom('auto', 'manual') },
      { requiredKeys: ['amount'] },
    ),
  },
  { weight: 1, arbitrary: fc.record({ items: fc.array(item, { minLength: 1, maxLength: 5 }), description }) },
);

const bytesOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));

/** An order that is taken. */
export const order = orderFields.map(bytesOf);

/** Literals that JSON.stringify never writes. */
const handWritten = fc
  .tuple(
    fc.constantFrom('amount', 'currency', 'description', 'quantity'),
    fc.constantFrom(
      '1.00000000000000000001',
      '1e400',
      '-0',
      '01',
      '.5',
      '+1',
      'NaN',
      '1e',
      '0x1',
      '9'.repeat(400),
      '"\\ud800"',
      '"\\u0000"',
      'undefined',
    ),
  )
  .map(([key, literal]) => Buffer.from(`{"amount": 5, "${key}": ${literal}}`));

const large = fc
  .integer({ min: 900_000, max: 1_300_000 })
  .map((length) => bytesOf({ amount: 1, description: 'x'.repeat(length) }));

/** Bodies from right to hopeless. */
export const body: fc.Arbitrary<Buffer> = fc.oneof(
  { weight: 20, arbitrary: order },
  { weight: 40, arbitrary: mutatedFields(orderFields).map(bytesOf) },
  { weight: 20, arbitrary: mutatedBytes(order) },
  { weight: 10, arbitrary: handWritten },
  { weight: 10, arbitrary: oddValue.map(bytesOf) },
  { weight: 5, arbitrary: oddText.map((text) => bytesOf({ amount: '1.00', items: [{ name: text, price: 1 }] })) },
  { weight: 5, arbitrary: fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(1, 100, 5_000, 60_000).map((depth) => Buffer.from(`{"amount": 1, "items": ${nested(depth)}}`)),
  },
  { weight: 3, arbitrary: order.map((bytes) => gzipSync(bytes)) },
  { weight: 1, arbitrary: large },
);
