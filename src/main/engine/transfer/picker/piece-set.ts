/** A set of piece numbers, 32 to a word: bit `piece & 31` of word `piece >>> 5`. */
export type PieceSet = Uint32Array;

export const makePieceSet = (pieceCount: number): PieceSet => new Uint32Array((pieceCount + 31) >>> 5);

export const isInSet = (set: PieceSet, piece: number): boolean =>
  (((set[piece >>> 5] ?? 0) >>> (piece & 31)) & 1) === 1;

export function addToSet(set: PieceSet, piece: number): void {
  set[piece >>> 5] = (set[piece >>> 5] ?? 0) | (1 << (piece & 31));
}

export function removeFromSet(set: PieceSet, piece: number): void {
  set[piece >>> 5] = (set[piece >>> 5] ?? 0) & ~(1 << (piece & 31));
}

/** Number of the lowest bit of a word that is not 0. */
export const lowestBit = (word: number): number => 31 - Math.clz32(word & -word);

/** Calls for every piece, in order; costs a step a word and one a piece. */
export function forEachInSet(set: PieceSet, visit: (piece: number) => void): void {
  for (let index = 0; index < set.length; index++) {
    for (let word = set[index] ?? 0; word !== 0; word &= word - 1) visit(index * 32 + lowestBit(word));
  }
}

/** The wire's order is the highest bit first. `undefined`: the length or a spare bit is wrong (BEP 3). */
export function parsePieceSet(
  bytes: Uint8Array,
  pieceCount: number,
): { set: PieceSet; count: number } | undefined {
  if (bytes.length !== (pieceCount + 7) >>> 3) return undefined;
  const set = makePieceSet(pieceCount);
  let count = 0;
  for (const [index, byte] of bytes.entries()) {
    for (let rest = byte; rest !== 0; rest &= rest - 1) {
      const piece = index * 8 + 7 - lowestBit(rest);
      if (piece >= pieceCount) return undefined;
      addToSet(set, piece);
      count++;
    }
  }
  return { set, count };
}
