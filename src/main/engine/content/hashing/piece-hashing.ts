import { makeHashCrew } from './hash-crew.ts';
import { hashHere } from './hash-here.ts';
import type { HashedFiles } from './hash-job.ts';
import { hashInWorkers } from './start-hash-workers.ts';

/** Hashes pieces of files, wherever it is fastest. */
export interface PieceHashing {
  /**
   * @param onPiece called once for each piece, in no order; undefined: its file is gone or too short. What it throws
   *   ends the job.
   * @param priority `background` gives way to everything else on this computer, where the system has that
   * @throws ContentError, and the signal's reason as soon as it is aborted
   */
  hash(
    files: HashedFiles,
    pieces: readonly number[],
    onPiece: (piece: number, digest: Buffer | undefined) => void,
    how: { readonly priority: 'normal' | 'background'; readonly signal: AbortSignal },
  ): Promise<void>;
}

interface HashingOptions {
  /** The worker's bundle. Undefined: everything is hashed on this thread. */
  readonly workerFile: URL | undefined;
  /** Of this computer. */
  readonly cores: number;
}

/** A disk is not faster for more of them, and each costs 10 MB. */
const maxWorkers = 8;
/** To start a worker takes as long as to hash this much, bytes. */
const worthAWorkerBytes = 32 * 1024 * 1024;

export function makePieceHashing({ workerFile, cores }: HashingOptions): PieceHashing {
  const crew = workerFile && makeHashCrew(workerFile);
  return {
    async hash(files, pieces, onPiece, { priority, signal }) {
      const bytes = pieces.length * files.pieceSizeBytes;
      const workers = Math.min(cores, maxWorkers, pieces.length, Math.ceil(bytes / worthAWorkerBytes));
      let left = pieces;
      if (crew !== undefined && bytes >= worthAWorkerBytes) {
        const parts = { crew, workers, isBackground: priority === 'background' };
        left = await hashInWorkers(parts, files, pieces, onPiece, signal);
      }
      if (left.length > 0) await hashHere(files, left, onPiece, signal);
    },
  };
}
