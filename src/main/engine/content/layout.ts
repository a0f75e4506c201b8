import type { Content } from '#shared/contract/engine.ts';

/** A stretch of one file: `length` bytes from `start`. */
export interface Span {
  readonly file: number;
  readonly start: number;
  readonly length: number;
}

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

  /** Index of the last file that begins at or before the offset. */
  function fileAt(offset: number): number {
    let low = 0;
    let high = files.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((files[middle]?.offset ?? Infinity) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  return {
    content,
    pieceCount,
    sizeOfPiece: (index) => Math.min(pieceSizeBytes, sizeBytes - index * pieceSizeBytes),
    hashOfPiece: (index) => pieceHashes.subarray(index * hashBytes, (index + 1) * hashBytes),
    spans(offset, length) {
      const spans: Span[] = [];
      let at = offset;
      const end = Math.min(offset + length, sizeBytes);
      for (let index = fileAt(offset); at < end; index++) {
        const file = files[index];
        if (file === undefined) break;
        const stop = Math.min(end, file.offset + file.sizeBytes);
        if (stop > at) {
          spans.push({ file: index, start: at - file.offset, length: stop - at });
          at = stop;
        }
      }
      return spans;
    },
    piecesOfFile(index) {
      const file = files[index];
      if (file === undefined || file.sizeBytes === 0) return undefined;
      const last = Math.floor((file.offset + file.sizeBytes - 1) / pieceSizeBytes);
      return [Math.floor(file.offset / pieceSizeBytes), last];
    },
  };
}
