import { createHash } from 'node:crypto';
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { contentErrorOf } from '../content-error.ts';
import { assertInsideSync } from '../inside.ts';
import { spansOf } from '../spans.ts';
import type { HashedFiles } from './hash-job.ts';

/** Read and hashed at a time: small enough to be still in the processor's cache when it is hashed. */
const stepBytes = 256 * 1024;
const noFollow = (constants.O_NOFOLLOW as number | undefined) ?? 0;

/** For a thread of its own: it waits for the disk. */
export interface PieceReader {
  /** @throws ContentError for trouble of the disk, and for a link that leads out */
  digestOf(piece: number): Buffer | 'missing' | 'cancelled';
  close(): void;
}

export function makePieceReader(files: HashedFiles, isCancelled: () => boolean): PieceReader {
  const buffer = Buffer.allocUnsafeSlow(stepBytes);
  /** The last one used: pieces come in the order of the files. */
  let open: { readonly index: number; readonly fd: number } | undefined;

  function close(): void {
    if (open !== undefined) closeSync(open.fd);
    open = undefined;
  }

  function fdOf(index: number, full: string): number {
    if (open?.index === index) return open.fd;
    close();
    assertInsideSync(files.root, dirname(full));
    open = { index, fd: openSync(full, constants.O_RDONLY | noFollow) };
    return open.fd;
  }

  function nameOf(index: number): string {
    return join(files.root, ...(files.files[index]?.path ?? []));
  }

  return {
    digestOf(piece) {
      const sha1 = createHash('sha1');
      const start = piece * files.pieceSizeBytes;
      for (const span of spansOf(files, start, files.pieceSizeBytes)) {
        const isPadding = files.files[span.file]?.isPadding === true;
        const full = nameOf(span.file);
        if (isPadding) buffer.fill(0);
        for (let done = 0; done < span.length;) {
          if (isCancelled()) return 'cancelled';
          let step = Math.min(stepBytes, span.length - done);
          if (!isPadding) {
            try {
              step = readSync(fdOf(span.file, full), buffer, 0, step, span.start + done);
            } catch (error) {
              const wrapped = contentErrorOf(error, full);
              if (wrapped.reason === 'files-missing') return 'missing';
              throw wrapped;
            }
            if (step === 0) return 'missing';
          }
          sha1.update(step === stepBytes ? buffer : buffer.subarray(0, step));
          done += step;
        }
      }
      return sha1.digest();
    },
    close,
  };
}
