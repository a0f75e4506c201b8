/**
 * Wanted pieces that nobody has begun, in the order in which they should be: by priority, then the rarest first, equals
 * at random. Changing the place of a piece costs the same however many there are.
 */
export interface FreshPieces {
  readonly size: number;
  has(piece: number): boolean;
  add(piece: number, priority: number, availability: number): void;
  remove(piece: number): void;
  /** Does nothing for a piece that is not in it. */
  move(piece: number, priority: number, availability: number): void;
  /** The first that fits; undefined if none does. */
  first(fits: (piece: number) => boolean): number | undefined;
  /** One at random that fits, after a few tries. */
  random(fits: (piece: number) => boolean): number | undefined;
}

export const maxPriority = 7;
/** From so many holders on, one more or less makes no piece rarer. */
const maxAvailability = 127;
const bucketCount = maxPriority * (maxAvailability + 1);
const randomTries = 16;

export function makeFreshPieces(pieceCount: number, random: () => number): FreshPieces {
  const buckets: number[][] = Array.from({ length: bucketCount }, () => []);
  const bucketOf = new Int32Array(pieceCount).fill(-1);
  const placeOf = new Int32Array(pieceCount);
  let size = 0;

  function keyOf(priority: number, availability: number): number {
    return (maxPriority - priority) * (maxAvailability + 1) + Math.min(availability, maxAvailability);
  }

  function put(bucket: number[], piece: number, place: number): void {
    bucket[place] = piece;
    placeOf[piece] = place;
  }

  function add(piece: number, priority: number, availability: number): void {
    const key = keyOf(priority, availability);
    const bucket = buckets[key];
    if (bucket === undefined || bucketOf[piece] !== -1) return;
    bucketOf[piece] = key;
    size++;
    // At a random place, so that peers that know the same do not all begin with the same.
    const place = Math.floor(random() * (bucket.length + 1));
    const displaced = bucket[place];
    if (displaced !== undefined) put(bucket, displaced, bucket.length);
    put(bucket, piece, place);
  }

  function remove(piece: number): void {
    const bucket = buckets[bucketOf[piece] ?? -1];
    if (bucket === undefined) return;
    bucketOf[piece] = -1;
    size--;
    const last = bucket.pop();
    if (last !== undefined && last !== piece) put(bucket, last, placeOf[piece] ?? 0);
  }

  return {
    get size() {
      return size;
    },
    has: (piece) => (bucketOf[piece] ?? -1) !== -1,
    add,
    remove,
    move(piece, priority, availability) {
      if (bucketOf[piece] === -1 || bucketOf[piece] === keyOf(priority, availability)) return;
      remove(piece);
      add(piece, priority, availability);
    },
    first(fits) {
      for (const bucket of buckets) for (const piece of bucket) if (fits(piece)) return piece;
      return undefined;
    },
    random(fits) {
      for (let attempt = 0; attempt < randomTries; attempt++) {
        const piece = Math.floor(random() * pieceCount);
        if (bucketOf[piece] !== -1 && fits(piece)) return piece;
      }
      return undefined;
    },
  };
}
