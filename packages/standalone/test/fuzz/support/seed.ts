import fc from 'fast-check';

/** Of FUZZ_SEED, which repeats a run, or a new one. */
export const seed = Number(process.env['FUZZ_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

const batchSize = 1_000;

/** So many values, a batch at a time; the same for the same seed. */
export const generate = function* <T>(arbitrary: fc.Arbitrary<T>, count: number): Generator<T> {
  for (let made = 0; made < count; made += batchSize)
    yield* fc.sample(arbitrary, { seed: seed + made, numRuns: Math.min(batchSize, count - made) });
};
