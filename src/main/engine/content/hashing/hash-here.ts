import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { contentErrorOf } from '../content-error.ts';
import { openInside } from '../open-inside.ts';
import { spansOf } from '../spans.ts';
import type { HashedFiles } from './hash-job.ts';

const stepBytes = 512 * 1024;
/** One is read while another one is hashed. */
const lanes = 2;

/**
 * Hashes pieces on this thread, a step at a time, so that others get their turn: for a few of them, and where there are
 * no workers.
 * @param onPiece undefined: its file is gone or too short
 * @throws ContentError, and the signal's reason when it is aborted
 */
export async function hashHere(
  files: HashedFiles,
  pieces: Iterable<number>,
  onPiece: (piece: number, digest: Buffer | undefined) => void,
  signal: AbortSignal,
): Promise<void> {
  const queue = pieces[Symbol.iterator]();
  const ending = new AbortController();
  const either = AbortSignal.any([signal, ending.signal]);

  async function lane(): Promise<void> {
    const reader = makeReader(files, either);
    try {
      for (let next = queue.next(); next.done !== true; next = queue.next())
        onPiece(next.value, await reader.digestOf(next.value));
    } finally {
      await reader.close();
    }
  }
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } finally {
    ending.abort();
  }
}

function makeReader(files: HashedFiles, signal: AbortSignal) {
  const buffer = Buffer.allocUnsafeSlow(stepBytes);
  let open: { readonly index: number; readonly handle: FileHandle } | undefined;

  async function close(): Promise<void> {
    const closing = open?.handle.close();
    open = undefined;
    await closing;
  }

  async function handleOf(index: number): Promise<FileHandle> {
    if (open?.index === index) return open.handle;
    await close();
    const path = files.files[index]?.path ?? [];
    open = { index, handle: await openInside({ root: files.root, path }, 'read') };
    return open.handle;
  }

  /** @returns bytes read, 0 where there is nothing any more */
  async function read(index: number, position: number, length: number): Promise<number> {
    try {
      return (await (await handleOf(index)).read(buffer, 0, length, position)).bytesRead;
    } catch (error) {
      const wrapped = contentErrorOf(error, join(files.root, ...(files.files[index]?.path ?? [])));
      if (wrapped.reason === 'files-missing') return 0;
      throw wrapped;
    }
  }

  return {
    close,
    async digestOf(piece: number): Promise<Buffer | undefined> {
      const sha1 = createHash('sha1');
      for (const span of spansOf(files, piece * files.pieceSizeBytes, files.pieceSizeBytes)) {
        const isPadding = files.files[span.file]?.isPadding === true;
        if (isPadding) buffer.fill(0);
        for (let done = 0; done < span.length;) {
          signal.throwIfAborted();
          const wanted = Math.min(stepBytes, span.length - done);
          const step = isPadding ? wanted : await read(span.file, span.start + done, wanted);
          if (step === 0) return undefined;
          sha1.update(buffer.subarray(0, step));
          done += step;
        }
      }
      return sha1.digest();
    },
  };
}
