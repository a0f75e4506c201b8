import { ContentError, type FailureReason } from '../content-error.ts';
import type { HashCrew } from './hash-crew.ts';
import { boardBytes, boardOver, hashBytes, hashed, untouched, type HashedFiles } from './hash-job.ts';
import type { HashJob, HashReport } from './hash-job.ts';

interface WorkerParts {
  readonly crew: HashCrew;
  readonly workers: number;
  readonly isBackground: boolean;
}

/**
 * Hashes pieces on several threads.
 * @param onPiece as in hashHere()
 * @returns pieces that no worker has done, because workers could not start or have died
 * @throws ContentError, and the signal's reason when it is aborted, at once
 */
export async function hashInWorkers(
  { crew, workers, isBackground }: WorkerParts,
  files: HashedFiles,
  pieces: readonly number[],
  onPiece: (piece: number, digest: Buffer | undefined) => void,
  signal: AbortSignal,
): Promise<readonly number[]> {
  signal.throwIfAborted();
  const count = pieces.length;
  const memory = new SharedArrayBuffer(boardBytes(count));
  const board = boardOver(memory, count);
  board.pieces.set(pieces);
  const job: HashJob = { files, board: memory, count, isBackground };
  const isReported = new Uint8Array(count);

  function take(position: number): void {
    const state = Atomics.load(board.state, position);
    if (state === untouched || isReported[position] === 1) return;
    isReported[position] = 1;
    const at = position * hashBytes;
    onPiece(
      pieces[position] ?? 0,
      state === hashed ? Buffer.from(board.digests.slice(at, at + hashBytes)) : undefined,
    );
  }

  const { promise: cancelled, reject: cancel } = Promise.withResolvers<never>();
  const onAbort = () => cancel(signal.reason as Error);
  signal.addEventListener('abort', onAbort);

  let isOver = false;

  function onReport(report: HashReport): void {
    if (isOver) return;
    switch (report.kind) {
      case 'done':
        try {
          report.positions.forEach(take);
        } catch (error) {
          cancel(error);
        }
        break;
      case 'failed':
        // Its own bundle said it: the reason is one of ours.
        cancel(new ContentError(report.reason as FailureReason, report.message));
        break;
      case 'finished':
        break;
      default:
        report satisfies never;
    }
  }

  try {
    const ended = Promise.all(Array.from({ length: workers }, () => crew.work(job, onReport)));
    await Promise.race([ended, cancelled]);
  } finally {
    isOver = true;
    signal.removeEventListener('abort', onAbort);
    Atomics.store(board.control, 1, 1);
    cancelled.catch(() => undefined);
  }
  for (const position of pieces.keys()) take(position);
  return pieces.filter((_, position) => isReported[position] === 0);
}
