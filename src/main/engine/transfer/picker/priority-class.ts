import { addToSet, makePieceSet, removeFromSet, type PieceSet } from './piece-set.ts';

/** Unbegun pieces of one priority, in buckets by availability. */
export interface PriorityClass {
  readonly pieces: PieceSet;
  readonly size: number;
  /** No piece of the class is in a word below this one. */
  readonly firstWord: number;
  add(piece: number, availability: number): void;
  remove(piece: number, availability: number): void;
  /** The lowest availability from `from` on with a piece; -1 when there is none. */
  nextBucket(from: number): number;
  bucket(availability: number): readonly number[];
}

/** `places` says where in its bucket a piece is; the classes share it, for a piece is in one bucket only. */
export function makePriorityClass(pieceCount: number, places: Uint32Array): PriorityClass {
  const pieces = makePieceSet(pieceCount);
  const buckets: number[][] = [];
  /** Which buckets hold a piece, 32 to a word: 500 peers are 16 words. */
  const filled: number[] = [];
  let size = 0;
  let firstWord = 0;

  function bucketFor(availability: number): number[] {
    while (buckets.length <= availability) {
      if (buckets.length % 32 === 0) filled.push(0);
      buckets.push([]);
    }
    return buckets[availability] ?? [];
  }

  return {
    pieces,
    get size() {
      return size;
    },
    get firstWord() {
      while (firstWord < pieces.length && pieces[firstWord] === 0) firstWord++;
      return firstWord;
    },
    add(piece, availability) {
      const bucket = bucketFor(availability);
      places[piece] = bucket.length;
      bucket.push(piece);
      filled[availability >>> 5] = (filled[availability >>> 5] ?? 0) | (1 << (availability & 31));
      addToSet(pieces, piece);
      firstWord = Math.min(firstWord, piece >>> 5);
      size++;
    },
    remove(piece, availability) {
      const bucket = bucketFor(availability);
      const last = bucket.pop();
      const place = places[piece] ?? 0;
      if (last !== undefined && last !== piece) {
        bucket[place] = last;
        places[last] = place;
      }
      if (bucket.length === 0)
        filled[availability >>> 5] = (filled[availability >>> 5] ?? 0) & ~(1 << (availability & 31));
      removeFromSet(pieces, piece);
      size--;
    },
    nextBucket(from) {
      let word = (filled[from >>> 5] ?? 0) & (-1 << (from & 31));
      for (let index = from >>> 5; index < filled.length; word = filled[++index] ?? 0) {
        if (word !== 0) return index * 32 + 31 - Math.clz32(word & -word);
      }
      return -1;
    },
    bucket: bucketFor,
  };
}
