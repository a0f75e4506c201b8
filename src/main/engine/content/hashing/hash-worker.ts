/*
 * A thread that reads pieces of files and hashes them, and does nothing else. Its bundle (hash-worker.vite.config.ts)
 * may hold nothing but these few modules of Node; the build fails when another one is named, so no socket is opened
 * here. What Node has without naming it is taken away first.
 */
import { constants, getPriority, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { contentErrorOf } from '../content-error.ts';
import { boardOver, hashBytes, hashed, missing, type HashJob, type HashReport } from './hash-job.ts';
import { makePieceReader } from './read-piece.ts';

for (const name of ['fetch', 'WebSocket', 'EventSource']) Reflect.deleteProperty(globalThis, name);

/** Bytes between two reports: some fifty a second from a fast disk. */
const reportEveryBytes = 16 * 1024 * 1024;

function report(message: HashReport): void {
  parentPort?.postMessage(message);
}

function work({ files, board, count, isBackground }: HashJob): void {
  // On Linux a priority is one thread's own, and the disk's queue goes by it too (ioprio follows nice); elsewhere it
  // would be the whole engine's.
  const lower = constants.priority.PRIORITY_BELOW_NORMAL;
  if (isBackground && process.platform === 'linux' && getPriority() < lower) setPriority(lower);
  const { control, pieces, state, digests } = boardOver(board, count);
  const reader = makePieceReader(files, () => Atomics.load(control, 1) !== 0);
  let positions: number[] = [];
  let unreportedBytes = 0;
  try {
    while (Atomics.load(control, 1) === 0) {
      const position = Atomics.add(control, 0, 1);
      const piece = pieces[position];
      if (piece === undefined) break;
      const digest = reader.digestOf(piece);
      if (digest === 'cancelled') break;
      if (digest !== 'missing') digests.set(digest, position * hashBytes);
      Atomics.store(state, position, digest === 'missing' ? missing : hashed);
      positions.push(position);
      unreportedBytes += files.pieceSizeBytes;
      if (unreportedBytes < reportEveryBytes) continue;
      report({ kind: 'done', positions });
      positions = [];
      unreportedBytes = 0;
    }
    report({ kind: 'done', positions });
  } catch (error) {
    const { reason, message } = contentErrorOf(error, files.root);
    report({ kind: 'failed', reason, message });
  } finally {
    reader.close();
    report({ kind: 'finished' });
  }
}

// Only hash-crew.ts makes this thread, and it sends nothing else.
parentPort?.on('message', (job: HashJob) => work(job));
