import fc from 'fast-check';
import { oddKey, oddValue } from './odd-values.js';

/** A change to a value of a known kind. */
type Mutation<T> = (value: T) => T;

type Fields = Readonly<Record<string, unknown>>;

const define = (fields: Fields, key: string, value: unknown): Fields =>
  Object.defineProperty({ ...fields }, key, { value, enumerable: true, writable: true, configurable: true });

const fieldMutation: fc.Arbitrary<Mutation<Fields>> = fc.oneof(
  fc.tuple(fc.nat(), oddValue).map(([at, value]) => (fields: Fields) => {
    const keys = Object.keys(fields);
    const key = keys[at % Math.max(keys.length, 1)];
    return key === undefined ? fields : define(fields, key, value);
  }),
  fc.tuple(oddKey, oddValue).map(
    ([key, value]) =>
      (fields: Fields) =>
        define(fields, key, value),
  ),
  fc
    .nat()
    .map(
      (at) => (fields: Fields) =>
        Object.fromEntries(Object.entries(fields).filter((_entry, index, all) => index !== at % all.length)),
    ),
);

const byte = fc.integer({ min: 0, max: 255 });

/** Flips, inserts, cuts out, repeats and truncates, wherever. */
const byteMutation: fc.Arbitrary<Mutation<Buffer>> = fc
  .record({
    kind: fc.constantFrom('flip', 'insert', 'cut', 'repeat', 'truncate'),
    at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    length: fc.integer({ min: 1, max: 12 }),
    bytes: fc.array(fc.oneof(byte, fc.constantFrom(...Buffer.from('\0\r\n \t,:;"{}[]\\%/?#&=\x7f\xff', 'latin1'))), {
      minLength: 1,
      maxLength: 6,
    }),
  })
  .map(({ kind, at, length, bytes }) => (value: Buffer) => {
    const from = Math.floor(at * value.length);
    const [before, after] = [value.subarray(0, from), value.subarray(from)];
    switch (kind) {
      case 'flip':
        return Buffer.concat([before, Buffer.from(bytes), after.subarray(bytes.length)]);
      case 'insert':
        return Buffer.concat([before, Buffer.from(bytes), after]);
      case 'cut':
        return Buffer.concat([before, after.subarray(length)]);
      case 'repeat':
        return Buffer.concat([before, after.subarray(0, length), after]);
      case 'truncate':
        return before;
    }
  });

const severalOf = <T>(mutation: fc.Arbitrary<Mutation<T>>, most: number): fc.Arbitrary<Mutation<T>> =>
  fc
    .array(mutation, { minLength: 1, maxLength: most })
    .map((mutations) => (value) => mutations.reduce((now, mutate) => mutate(now), value));

export const mutatedFields = (fields: fc.Arbitrary<Fields>): fc.Arbitrary<Fields> =>
  fc.tuple(fields, severalOf(fieldMutation, 3)).map(([value, mutate]) => mutate(value));

export const mutatedBytes = (bytes: fc.Arbitrary<Buffer>): fc.Arbitrary<Buffer> =>
  fc.tuple(bytes, severalOf(byteMutation, 3)).map(([value, mutate]) => mutate(value));

export const mutatedText = (texts: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  mutatedBytes(texts.map((text) => Buffer.from(text, 'latin1'))).map((bytes) => bytes.toString('latin1'));
