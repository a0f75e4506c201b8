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
  /** Written in place before anything else is heard: some microseconds, for all pieces that came to lie there at once. */
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
  /** Bytes of the bitfield that are not written yet: from, to (exclusive). */
  let dirty: { readonly bitfield: Uint8Array; from: number; to: number } | undefined;

  function flush(): void {
    if (dirty === undefined) return;
    const { bitfield, from, to } = dirty;
    dirty = undefined;
    try {
      writeSync(file, bitfield, from, to - from, from);
    } catch {
      // What is not marked is checked again after a crash; a clean stop says it to the catalog as well.
    }
  }

  return {
    mark(bitfield, piece) {
      const at = piece >> 3;
      if (dirty === undefined) {
        dirty = { bitfield, from: at, to: at + 1 };
        setImmediate(flush);
      }
      dirty.from = Math.min(dirty.from, at);
      dirty.to = Math.max(dirty.to, at + 1);
    },
    replace(bitfield) {
      if (fstatSync(file).size !== bitfield.length) ftruncateSync(file, bitfield.length);
      writeSync(file, bitfield, 0, bitfield.length, 0);
    },
    doubt() {
      flush();
      // Long before anything was written: see trust.ts.
      futimesSync(file, 0, 0);
    },
    close() {
      flush();
      closeSync(file);
    },
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
