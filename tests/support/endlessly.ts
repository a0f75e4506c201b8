import fc from 'fast-check';

/** Values of this kind without end, always the same ones for one seed. */
export function* endlessly<T>(arbitrary: fc.Arbitrary<T>, seed: number): Generator<T, never> {
  for (let batch = 0; ; batch++) yield* fc.sample(arbitrary, { seed: seed + batch, numRuns: 500 });
}
