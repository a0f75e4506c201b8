import type { PlacedFile } from '#shared/contract/engine.ts';
import { countPieces, hasPiece, setPiece } from '#shared/domain/bitfield.ts';
import type { Layout } from './layout.ts';

/** Which pieces of a torrent are verified, and what that means for the files that are wanted. */
export interface PieceLedger {
  readonly bitfield: Uint8Array;
  readonly wantedBytes: number;
  /** Verified bytes of wanted files. */
  readonly doneBytes: number;
  readonly isComplete: boolean;
  has(piece: number): boolean;
  isWanted(piece: number): boolean;
  set(piece: number, isThere: boolean): void;
  choose(wanted: readonly boolean[]): void;
  /** Verified bytes of each file, by index. */
  doneByFile(): number[];
}

export function makePieceLedger(layout: Layout, bitfield: Uint8Array): PieceLedger {
  const { files } = layout.content;
  const wantedOfPiece = new Float64Array(layout.pieceCount);
  let wantedBytes = 0;
  let doneBytes = 0;

  const contentWanted = (file: PlacedFile, isWanted: boolean) => isWanted && file.kind === 'content';

  /** Bytes of a file that lie in a piece. */
  function overlap(file: PlacedFile, piece: number): number {
    const start = piece * layout.content.pieceSizeBytes;
    const end = start + layout.sizeOfPiece(piece);
    return Math.max(0, Math.min(end, file.offset + file.sizeBytes) - Math.max(start, file.offset));
  }

  function choose(wanted: readonly boolean[]): void {
    wantedOfPiece.fill(0);
    for (const [index, file] of files.entries()) {
      const range = layout.piecesOfFile(index);
      if (range === undefined || !contentWanted(file, wanted[index] ?? true)) continue;
      for (let piece = range[0]; piece <= range[1]; piece++) {
        wantedOfPiece[piece] = (wantedOfPiece[piece] ?? 0) + overlap(file, piece);
      }
    }
    wantedBytes = wantedOfPiece.reduce((sum, bytes) => sum + bytes, 0);
    doneBytes = wantedOfPiece.reduce(
      (sum, bytes, piece) => (hasPiece(bitfield, piece) ? sum + bytes : sum),
      0,
    );
  }

  choose(files.map(({ isWanted }) => isWanted));

  return {
    bitfield,
    get wantedBytes() {
      return wantedBytes;
    },
    get doneBytes() {
      return doneBytes;
    },
    get isComplete() {
      return doneBytes === wantedBytes;
    },
    has: (piece) => hasPiece(bitfield, piece),
    isWanted: (piece) => (wantedOfPiece[piece] ?? 0) > 0,
    set(piece, isThere) {
      if (hasPiece(bitfield, piece) === isThere) return;
      setPiece(bitfield, piece, isThere);
      doneBytes += (isThere ? 1 : -1) * (wantedOfPiece[piece] ?? 0);
    },
    choose,
    doneByFile() {
      const all = countPieces(bitfield) === layout.pieceCount;
      return files.map((file, index) => {
        const range = layout.piecesOfFile(index);
        if (range === undefined || all) return file.sizeBytes;
        let done = 0;
        for (let piece = range[0]; piece <= range[1]; piece++)
          if (hasPiece(bitfield, piece)) done += overlap(file, piece);
        return done;
      });
    },
  };
}
