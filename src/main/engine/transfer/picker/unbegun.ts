import { isInSet, lowestBit, type PieceSet } from './piece-set.ts';
import { makePriorityClass, type PriorityClass } from './priority-class.ts';

/** Which of the unbegun pieces of the highest priority comes first. */
export type PieceOrder = 'rarest' | 'random' | 'in-order';

export const highestPriority = 7;

/** Draws in a bucket and in all of them, before the rarest of a sample will do. */
const drawsInBucket = 64;
const drawsInAll = 512;
const sampleSize = 64;

/** Wanted pieces of which nothing was asked yet. */
export interface Unbegun {
  readonly size: number;
  /** Grows when a piece comes in: who found nothing before finds nothing until then. */
  readonly version: number;
  has(piece: number): boolean;
  /** Puts a piece in, or moves it; priority 0 takes it out. `copies`: peers that have it, without seeds. */
  put(piece: number, priority: number, copies: number): void;
  /** Whether a piece may be begun instead of another: as urgent, and as rare. */
  isAsGood(piece: number, other: number): boolean;
  /** The piece to begin, -1 when there is none. `theirs`: what the peer has, `undefined` for everything. */
  find(theirs: PieceSet | undefined, order: PieceOrder): number;
}

/**
 * Costs: putting is one step. Finding is a few steps for a seed; for another peer at most `drawsInAll` draws, then one
 * sweep over the words of its pieces (32 a step) that ends after `sampleSize` candidates. So it is exact where buckets
 * are small or the peer has much, and else the rarest of a sample: a peer's rare pieces are not worth a search of all.
 */
export function makeUnbegun({
  pieceCount,
  random,
  steps,
}: {
  pieceCount: number;
  random: () => number;
  steps: { taken: number };
}): Unbegun {
  const places = new Uint32Array(pieceCount);
  const priorities = new Uint8Array(pieceCount);
  const copiesOf = new Uint16Array(pieceCount);
  const classes = Array.from({ length: highestPriority + 1 }, () => makePriorityClass(pieceCount, places));
  let size = 0;
  let version = 0;

  const below = (end: number) => Math.floor(random() * end);

  function drawAny(group: PriorityClass): number {
    let place = below(group.size);
    for (let copies = group.nextBucket(0); copies >= 0; copies = group.nextBucket(copies + 1)) {
      steps.taken++;
      const bucket = group.bucket(copies);
      if (place < bucket.length) return bucket[place] ?? -1;
      place -= bucket.length;
    }
    return -1;
  }

  function drawAnyOf(theirs: PieceSet, group: PriorityClass): number {
    for (let draw = 0; draw < drawsInBucket; draw++) {
      const piece = drawAny(group);
      if (isInSet(theirs, piece)) return piece;
    }
    return sweep(theirs, group, below(theirs.length), 1);
  }

  function drawRarest(theirs: PieceSet | undefined, group: PriorityClass): number {
    let draws = 0;
    // Copies are counted without seeds: of what has none, a peer that is no seed has nothing.
    let copies = group.nextBucket(theirs === undefined ? 0 : 1);
    for (; copies >= 0 && draws < drawsInAll; copies = group.nextBucket(copies + 1)) {
      const bucket = group.bucket(copies);
      const start = below(bucket.length);
      const end = Math.min(bucket.length, drawsInBucket);
      for (let offset = 0; offset < end; offset++) {
        draws++;
        steps.taken++;
        const piece = bucket[(start + offset) % bucket.length] ?? -1;
        if (theirs === undefined || isInSet(theirs, piece)) return piece;
      }
    }
    return theirs === undefined ? -1 : sweep(theirs, group, below(theirs.length), sampleSize);
  }

  /** The rarest of the first candidates from a word on, and round. */
  function sweep(
    theirs: PieceSet | undefined,
    group: PriorityClass,
    from: number,
    candidates: number,
  ): number {
    const { pieces } = group;
    let best = -1;
    let seen = 0;
    for (let offset = 0; offset < pieces.length && seen < candidates; offset++) {
      steps.taken++;
      const index = (from + offset) % pieces.length;
      let word = pieces[index] ?? 0;
      if (theirs !== undefined) word &= theirs[index] ?? 0;
      for (; word !== 0 && seen < candidates; word &= word - 1) {
        const piece = index * 32 + lowestBit(word);
        if (best < 0 || (copiesOf[piece] ?? 0) < (copiesOf[best] ?? 0)) best = piece;
        seen++;
      }
    }
    return best;
  }

  function findIn(group: PriorityClass, theirs: PieceSet | undefined, order: PieceOrder): number {
    switch (order) {
      case 'rarest':
        return drawRarest(theirs, group);
      case 'random':
        return theirs === undefined ? drawAny(group) : drawAnyOf(theirs, group);
      case 'in-order':
        return sweep(theirs, group, group.firstWord, 1);
      default:
        return order satisfies never;
    }
  }

  return {
    get size() {
      return size;
    },
    get version() {
      return version;
    },
    has: (piece) => (priorities[piece] ?? 0) > 0,
    put(piece, priority, copies) {
      const before = priorities[piece] ?? 0;
      if (before === priority && (priority === 0 || copiesOf[piece] === copies)) return;
      if (before > 0) {
        classes[before]?.remove(piece, copiesOf[piece] ?? 0);
        size--;
      } else version++;
      priorities[piece] = priority;
      copiesOf[piece] = copies;
      if (priority === 0) return;
      classes[priority]?.add(piece, copies);
      size++;
    },
    isAsGood: (piece, other) =>
      (priorities[piece] ?? 0) >= Math.max(1, priorities[other] ?? 0) &&
      (copiesOf[piece] ?? 0) <= (copiesOf[other] ?? 0),
    find(theirs, order) {
      for (let priority = highestPriority; priority > 0; priority--) {
        const group = classes[priority];
        if (group === undefined || group.size === 0) continue;
        const piece = findIn(group, theirs, order);
        if (piece >= 0) return piece;
      }
      return -1;
    },
  };
}
