import { blockBytes } from '../block.ts';

/** Sizes of a torrent's pieces and of their blocks. */
export interface Geometry {
  readonly pieceCount: number;
  lengthOfPiece(piece: number): number;
  blocksOf(piece: number): number;
  lengthOfBlock(piece: number, block: number): number;
  isPiece(piece: number): boolean;
  /** Number of the block, or -1 when no block of ours begins there with that length. */
  blockAt(piece: number, begin: number, length: number): number;
}

export function makeGeometry({
  pieceCount,
  pieceBytes,
  totalBytes,
}: {
  pieceCount: number;
  pieceBytes: number;
  totalBytes: number;
}): Geometry {
  const lastPieceBytes = totalBytes - (pieceCount - 1) * pieceBytes;
  const lengthOfPiece = (piece: number) => (piece === pieceCount - 1 ? lastPieceBytes : pieceBytes);
  const blocksOf = (piece: number) => Math.ceil(lengthOfPiece(piece) / blockBytes);
  const lengthOfBlock = (piece: number, block: number) =>
    Math.min(blockBytes, lengthOfPiece(piece) - block * blockBytes);
  const isPiece = (piece: number) => Number.isInteger(piece) && piece >= 0 && piece < pieceCount;

  return {
    pieceCount,
    lengthOfPiece,
    blocksOf,
    lengthOfBlock,
    isPiece,
    blockAt(piece, begin, length) {
      if (!isPiece(piece) || begin < 0 || begin % blockBytes !== 0) return -1;
      const block = begin / blockBytes;
      return block < blocksOf(piece) && length === lengthOfBlock(piece, block) ? block : -1;
    },
  };
}
