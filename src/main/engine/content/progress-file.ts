import {
  closeSync,
  fstatSync,
  ftruncateSync,
  futimesSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
} from 'node:fs';
import { makeBitfield } from '#shared/domain/bitfield.ts';

/**
 * One bit for each verified piece, written the moment the piece lies in its file: what kill -9 leaves of a download.
 * The catalog's copy is older and was written after the data was synced: what a power cut leaves (docs/decisions/resume.md).
 */
export interface ProgressFile {
  /** One byte, written in place: a few microseconds, and never half. */
  mark(bitfield: Uint8Array, piece: number): void;
  replace(bitfield: Uint8Array): void;
  /** Data may not lie where the marks say: a file is believed at the next start only if a checkpoint vouches for it. */
  doubt(): void;
  close(): void;
}

export function openProgressFile(path: string): ProgressFile {
  const fd = openSync(path, 'a+', 0o600);
  closeSync(fd);
  const file = openSync(path, 'r+');
  return {
    mark(bitfield, piece) {
      writeSync(file, bitfield, piece >> 3, 1, piece >> 3);
    },
    replace(bitfield) {
      if (fstatSync(file).size !== bitfield.length) ftruncateSync(file, bitfield.length);
      writeSync(file, bitfield, 0, bitfield.length, 0);
    },
    // Long before anything was written: see trust.ts.
    doubt: () => futimesSync(file, 0, 0),
    close: () => closeSync(file),
  };
}

export interface Progress {
  readonly bitfield: Uint8Array;
  /** When the last piece was marked, ms. */
  readonly markedMs: number;
}

/** `undefined` where there is none, or none of a torrent with this many pieces. */
export function readProgressFile(path: string, pieceCount: number): Progress | undefined {
  try {
    const bitfield = new Uint8Array(readFileSync(path));
    if (bitfield.length !== makeBitfield(pieceCount).length) return undefined;
    return { bitfield, markedMs: statSync(path).mtimeMs };
  } catch {
    return undefined;
  }
}
