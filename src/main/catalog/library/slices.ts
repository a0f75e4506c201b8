/** So many rows at a time: a transaction that is longer would make the other connection, or the person, wait. */
const sliceLength = 50;

export type Slice<T> = readonly T[];

export function* slicesOf<T>(all: readonly T[], length = sliceLength): Generator<Slice<T>> {
  for (let at = 0; at < all.length; at += length) yield all.slice(at, at + length);
}

/** Lets whatever waits go first. */
export const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
