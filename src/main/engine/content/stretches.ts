import type { FileHandle } from 'node:fs/promises';
import { ContentError } from './content-error.ts';

/*
 * One stretch of a file and several of memory, in one call to the system where it does all at once.
 */

/** @throws ContentError `files-missing` when the file ends before */
export async function readFully(
  handle: FileHandle,
  name: string,
  targets: readonly Uint8Array[],
  position: number,
): Promise<void> {
  let at = position;
  for (let left = targets; left.length > 0;) {
    const { bytesRead } = await handle.readv(left, at);
    if (bytesRead === 0) throw new ContentError('files-missing', `${name} is shorter than it was.`);
    at += bytesRead;
    [, left] = splitAt(left, bytesRead);
  }
}

export async function writeFully(
  handle: FileHandle,
  parts: readonly Uint8Array[],
  position: number,
): Promise<void> {
  let at = position;
  for (let left = parts; left.length > 0;) {
    const [first] = left;
    const { bytesWritten } =
      left.length === 1 && first !== undefined
        ? await handle.write(first, 0, first.length, at)
        : await handle.writev(left, at);
    at += bytesWritten;
    [, left] = splitAt(left, bytesWritten);
  }
}

/** The first `length` bytes of several stretches of memory, and the rest. */
export function splitAt(
  targets: readonly Uint8Array[],
  length: number,
): readonly [before: readonly Uint8Array[], after: readonly Uint8Array[]] {
  let at = 0;
  for (const [index, target] of targets.entries()) {
    if (at + target.length > length) {
      const cut = length - at;
      const before = targets.slice(0, index);
      if (cut > 0) before.push(target.subarray(0, cut));
      return [before, [target.subarray(cut), ...targets.slice(index + 1)]];
    }
    at += target.length;
  }
  return [targets, []];
}
