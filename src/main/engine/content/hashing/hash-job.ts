/** Files of which pieces are hashed, as plain data: it crosses to another thread. */
export interface HashedFiles {
  readonly root: string;
  readonly sizeBytes: number;
  readonly pieceSizeBytes: number;
  readonly files: readonly HashedFile[];
}

export interface HashedFile {
  /** Names below the root. */
  readonly path: readonly string[];
  readonly sizeBytes: number;
  readonly offset: number;
  /** Zeros that lie in no file. */
  readonly isPadding: boolean;
}

/** What a worker is told to do. */
export interface HashJob {
  readonly files: HashedFiles;
  readonly board: SharedArrayBuffer;
  readonly count: number;
  /** Gives way to everything else on this computer. */
  readonly isBackground: boolean;
}

/** What a worker says: positions in the list of pieces that are done, or why nothing more can be. */
export type HashReport =
  | { readonly kind: 'done'; readonly positions: readonly number[] }
  | { readonly kind: 'failed'; readonly reason: string; readonly message: string }
  /** Always the last word on a job. */
  | { readonly kind: 'finished' };

export const hashBytes = 20;

/** What became of a piece. */
export const untouched = 0;
export const hashed = 1;
/** Its file is gone or too short. */
export const missing = 2;

/** The memory that all threads of a job share: bytes of files never cross, only what came of them. */
export interface JobBoard {
  /** [0]: the next position that nobody has taken; [1]: not 0 when the job is over. */
  readonly control: Int32Array<SharedArrayBuffer>;
  /** Piece indices. */
  readonly pieces: Uint32Array<SharedArrayBuffer>;
  /** By position: untouched, hashed or missing. Set last. */
  readonly state: Uint8Array<SharedArrayBuffer>;
  /** By position, 20 bytes each. */
  readonly digests: Uint8Array<SharedArrayBuffer>;
}

const controlBytes = 8;

export function boardBytes(count: number): number {
  return controlBytes + count * (Uint32Array.BYTES_PER_ELEMENT + 1 + hashBytes);
}

export function boardOver(memory: SharedArrayBuffer, count: number): JobBoard {
  const piecesAt = controlBytes;
  const stateAt = piecesAt + count * Uint32Array.BYTES_PER_ELEMENT;
  return {
    control: new Int32Array(memory, 0, 2),
    pieces: new Uint32Array(memory, piecesAt, count),
    state: new Uint8Array(memory, stateAt, count),
    digests: new Uint8Array(memory, stateAt + count, count * hashBytes),
  };
}
