import type { Content } from '#shared/contract/engine.ts';
import { spansOf, type Span } from './spans.ts';

/** How a torrent's one long run of bytes lies in its files and pieces. */
export interface Layout {
  readonly content: Content;
  readonly pieceCount: number;
  sizeOfPiece(index: number): number;
  /** SHA-1, 20 bytes. */
  hashOfPiece(index: number): Uint8Array;
  /** The files that a range of the torrent touches, in order; files without bytes are in none. */
  spans(offset: number, length: number): Span[];
  /** First and last piece that hold bytes of a file; undefined for a file without bytes. */
  piecesOfFile(file: number): readonly [first: number, last: number] | undefined;
}

const hashBytes = 20;

/** @param pieceHashes 20 bytes for each piece */
export function makeLayout(content: Content, pieceHashes: Uint8Array): Layout {
  const { files, pieceSizeBytes, sizeBytes } = content;
  const pieceCount = Math.ceil(sizeBytes / pieceSizeBytes);

  return {
    content,
    pieceCount,
    sizeOfPiece: (index) => Math.min(pieceSizeBytes, sizeBytes - index * pieceSizeBytes),
    hashOfPiece: (index) => pieceHashes.subarray(index * hashBytes, (index + 1) * hashBytes),
    spans: (offset, length) => spansOf(content, offset, length),
    piecesOfFile(index) {
      const file = files[index];
      if (file === undefined || file.sizeBytes === 0) return undefined;
      const last = Math.floor((file.offset + file.sizeBytes - 1) / pieceSizeBytes);
      return [Math.floor(file.offset / pieceSizeBytes), last];
    },
  };
}
