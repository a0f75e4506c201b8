import { join } from 'node:path';
import type { TorrentFiles } from './file-pool.ts';
import type { FileInRoot } from './open-inside.ts';

const stepBytes = 1024 * 1024;

/**
 * Takes the room for whole files before their first byte is written, so that a disk that is too small is known at the
 * beginning, and one file does not lie in a thousand parts. Node has no posix_fallocate: zeros are written behind what
 * is there, never over it. So each byte is written twice, and holes that a sparse download has left stay holes.
 */
export function makePreallocator(files: TorrentFiles, signal: AbortSignal) {
  const filling = new Map<string, Promise<void>>();

  async function fill(file: FileInRoot, sizeBytes: number): Promise<void> {
    const zeros = Buffer.alloc(Math.min(stepBytes, sizeBytes));
    await files.withFile(file, 'write', async (handle) => {
      let { size } = await handle.stat();
      while (size < sizeBytes) {
        signal.throwIfAborted();
        size += (await handle.write(zeros, 0, Math.min(zeros.length, sizeBytes - size), size)).bytesWritten;
      }
    });
  }

  /** Resolves when the file has its size. @throws ContentError `disk-full` and others; asked again, it tries again */
  return function preallocate(file: FileInRoot, sizeBytes: number): Promise<void> {
    const key = join(file.root, ...file.path);
    const known = filling.get(key);
    if (known !== undefined) return known;
    const mine = fill(file, sizeBytes);
    filling.set(key, mine);
    mine.catch(() => filling.delete(key));
    return mine;
  };
}
