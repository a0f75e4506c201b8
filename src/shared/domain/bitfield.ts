/*
 * Which pieces are there, one bit each, the first piece in the highest bit of the first byte (BEP 3).
 * Spare bits at the end are zero.
 */

export function makeBitfield(pieceCount: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Math.ceil(pieceCount / 8));
}

export function hasPiece(bitfield: Uint8Array, index: number): boolean {
  return ((bitfield[index >> 3] ?? 0) & (0x80 >> (index & 7))) !== 0;
}

export function setPiece(bitfield: Uint8Array, index: number, isThere: boolean): void {
  const byte = bitfield[index >> 3];
  if (byte === undefined) return;
  const bit = 0x80 >> (index & 7);
  bitfield[index >> 3] = isThere ? byte | bit : byte & ~bit;
}

export function countPieces(bitfield: Uint8Array): number {
  let count = 0;
  for (let byte of bitfield) for (; byte !== 0; byte &= byte - 1) count++;
  return count;
}

/** All pieces are there. */
export function fullBitfield(pieceCount: number): Uint8Array<ArrayBuffer> {
  const bitfield = makeBitfield(pieceCount).fill(0xff);
  const spareBits = bitfield.length * 8 - pieceCount;
  if (bitfield.length > 0) bitfield[bitfield.length - 1] = (0xff << spareBits) & 0xff;
  return bitfield;
}
