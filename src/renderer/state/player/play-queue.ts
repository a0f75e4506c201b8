/*
 * What is to be played, as plain data: each change gives a new queue. An entry stands in two orders, that in which it was
 * put in (`entries`) and that in which it is played (`order`); without shuffling they are the same.
 */

export const repeats = ['off', 'all', 'one'] as const;
export type Repeat = (typeof repeats)[number];

export interface PlayQueue<T> {
  readonly entries: readonly Entry<T>[];
  /** Keys of entries. */
  readonly order: readonly number[];
  /** Where in `order`; -1: nothing was begun. */
  readonly at: number;
  readonly isShuffled: boolean;
  readonly nextKey: number;
}

/** The same thing may stand in a queue twice; a key names one of the two. */
export interface Entry<T> {
  readonly key: number;
  readonly what: T;
}

export const emptyQueue = { entries: [], order: [], at: -1, isShuffled: false, nextKey: 1 } as const;

/** @param random from 0 up to, not including, 1 */
type Random = () => number;

function entriesFor<T>({ nextKey }: PlayQueue<T>, what: readonly T[]): readonly Entry<T>[] {
  return what.map((one, index) => ({ key: nextKey + index, what: one }));
}

const keysOf = <T>(entries: readonly Entry<T>[]) => entries.map(({ key }) => key);

/** Fisher and Yates. */
function shuffled(keys: readonly number[], random: Random): readonly number[] {
  const result = [...keys];
  for (let at = result.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [result[at], result[other]] = [result[other] ?? 0, result[at] ?? 0];
  }
  return result;
}

/** What is played now goes first, what is left follows in any order. */
function shuffledAfter(
  first: number | undefined,
  keys: readonly number[],
  random: Random,
): readonly number[] {
  const others = shuffled(
    keys.filter((key) => key !== first),
    random,
  );
  return first === undefined ? others : [first, ...others];
}

/** A new queue in the place of the old one; shuffling stays as it was. */
export function replaced<T>(
  queue: PlayQueue<T>,
  what: readonly T[],
  { startAt, random }: { readonly startAt: number | undefined; readonly random: Random },
): PlayQueue<T> {
  const entries = entriesFor(queue, what);
  const nextKey = queue.nextKey + what.length;
  const { isShuffled } = queue;
  if (entries.length === 0) return { ...emptyQueue, isShuffled, nextKey };
  const keys = keysOf(entries);
  if (!isShuffled) return { entries, order: keys, at: startAt ?? 0, isShuffled, nextKey };
  // Somebody who chose a song hears that one first; who chose an album, any.
  const order = shuffledAfter(startAt === undefined ? undefined : keys[startAt], keys, random);
  return { entries, order, at: 0, isShuffled, nextKey };
}

export function appended<T>(queue: PlayQueue<T>, what: readonly T[]): PlayQueue<T> {
  const added = entriesFor(queue, what);
  return {
    ...queue,
    entries: [...queue.entries, ...added],
    order: [...queue.order, ...keysOf(added)],
    nextKey: queue.nextKey + what.length,
  };
}

/** After what is played now. */
export function insertedNext<T>(queue: PlayQueue<T>, what: readonly T[]): PlayQueue<T> {
  const added = entriesFor(queue, what);
  const current = queue.order[queue.at];
  const place = queue.entries.findIndex(({ key }) => key === current) + 1;
  return {
    ...queue,
    entries: queue.entries.toSpliced(place, 0, ...added),
    order: queue.order.toSpliced(queue.at + 1, 0, ...keysOf(added)),
    nextKey: queue.nextKey + what.length,
  };
}

/** What is played goes on; only what comes after it is another. */
export function withShuffle<T>(queue: PlayQueue<T>, isShuffled: boolean, random: Random): PlayQueue<T> {
  const current = queue.order[queue.at];
  const keys = keysOf(queue.entries);
  if (!isShuffled)
    return { ...queue, isShuffled, order: keys, at: current === undefined ? -1 : keys.indexOf(current) };
  const order = shuffledAfter(current, keys, random);
  return { ...queue, isShuffled, order, at: current === undefined ? -1 : 0 };
}

/** @param to a place in the order of playing, as it is without the entry */
export function moved<T>(queue: PlayQueue<T>, key: number, to: number): PlayQueue<T> {
  const current = queue.order[queue.at];
  const without = queue.order.filter((each) => each !== key);
  if (without.length === queue.order.length) return queue;
  const order = without.toSpliced(Math.min(Math.max(0, to), without.length), 0, key);
  const byKey = new Map(queue.entries.map((entry) => [entry.key, entry]));
  const entries = queue.isShuffled ? queue.entries : order.flatMap((each) => byKey.get(each) ?? []);
  return { ...queue, entries, order, at: current === undefined ? queue.at : order.indexOf(current) };
}

/** Where the current one is taken out, the one after it takes its place. */
export function without<T>(queue: PlayQueue<T>, key: number): PlayQueue<T> {
  const place = queue.order.indexOf(key);
  if (place < 0) return queue;
  const order = queue.order.toSpliced(place, 1);
  const entries = queue.entries.filter((entry) => entry.key !== key);
  const at = place < queue.at ? queue.at - 1 : queue.at;
  return { ...queue, entries, order, at: Math.min(at, order.length - 1) };
}

export function entryAt<T>(queue: PlayQueue<T>, place: number): Entry<T> | undefined {
  const key = queue.order[place];
  return key === undefined ? undefined : queue.entries.find((entry) => entry.key === key);
}

/**
 * Where playing goes on; undefined: it is over.
 * @param isAsked a person pressed *next*: then one that repeats is left all the same
 */
export function placeAfter<T>(
  { order, at }: PlayQueue<T>,
  { repeat, isAsked }: { readonly repeat: Repeat; readonly isAsked: boolean },
): number | undefined {
  if (order.length === 0) return undefined;
  if (repeat === 'one' && !isAsked) return at;
  if (at + 1 < order.length) return at + 1;
  return repeat === 'all' ? 0 : undefined;
}

export function placeBefore<T>({ order, at }: PlayQueue<T>, { repeat }: { readonly repeat: Repeat }): number {
  if (at > 0) return at - 1;
  return repeat === 'all' ? order.length - 1 : 0;
}
