import { createHash, hash, type Hash } from 'node:crypto';

/**
 * SHA-1 of a piece while it comes in: what lies in order from its beginning is hashed in runs, still in the processor's
 * cache, instead of all at the end. Worth a fifth of a download's time.
 */
export interface PieceHasher {
  /** `contiguous` bytes from the beginning are there. */
  advance(piece: Uint8Array, contiguous: number): void;
  /** Of the whole piece. */
  finish(piece: Uint8Array): Uint8Array;
}

/** Shorter runs cost more calls than they save. */
const runBytes = 65_536;

export function makePieceHasher(): PieceHasher {
  let sha1: Hash | undefined;
  let hashed = 0;

  return {
    advance(piece, contiguous) {
      if (contiguous - hashed < runBytes || piece.length <= runBytes) return;
      sha1 ??= createHash('sha1');
      sha1.update(piece.subarray(hashed, contiguous));
      hashed = contiguous;
    },
    finish(piece) {
      if (sha1 === undefined) return hash('sha1', piece, 'buffer');
      return sha1.update(piece.subarray(hashed)).digest();
    },
  };
}
