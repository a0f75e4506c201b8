import { constants } from 'node:fs';
import { open, realpath, type FileHandle } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { AppError } from '#shared/contract/errors.ts';

// Does not exist on Windows, where making a link needs a privilege.
const noFollow = (constants.O_NOFOLLOW as number | undefined) ?? 0;

/**
 * Opens a file of a torrent for reading, never through a link that leads out of its folder: the names came from a stranger.
 * @throws AppError `path-missing`, `not-readable`
 */
export async function openContentFile(root: string, path: readonly string[]): Promise<FileHandle> {
  const full = join(root, ...path);
  try {
    const [realRoot, realFolder] = await Promise.all([realpath(root), realpath(dirname(full))]);
    const isInside = realFolder === realRoot || `${realFolder}${sep}`.startsWith(withSeparator(realRoot));
    if (isInside) return await open(full, constants.O_RDONLY | noFollow);
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'; // what the file system throws has a code
    if (isMissing) throw new AppError('path-missing', 'The file is not on the disk.', { cause: error });
    throw new AppError('not-readable', 'The file cannot be read.', { cause: error });
  }
  throw new AppError('not-readable', 'The file lies behind a link that leads out of its folder.');
}

const withSeparator = (folder: string) => (folder.endsWith(sep) ? folder : folder + sep);

/** Of one read; what a reader that does not take it costs, twice. */
const chunkBytes = 256 * 1024;

/** @throws AppError `not-readable` where the file ends before `to` */
export async function* readStretch(
  file: FileHandle,
  from: number,
  to: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = from; at < to;) {
    const wanted = Math.min(chunkBytes, to - at);
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(wanted), 0, wanted, at);
    if (bytesRead === 0) throw new AppError('not-readable', 'The file is shorter than it was.');
    yield buffer.subarray(0, bytesRead);
    at += bytesRead;
  }
}
