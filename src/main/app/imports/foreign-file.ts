import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { ImportError } from './finding.ts';

/** Reading only, and never waiting for the other end of a pipe that somebody put there. */
const flags = constants.O_RDONLY | constants.O_NONBLOCK;

/**
 * A file of another program, whole. It is never opened for writing.
 * @throws ImportError `unreadable` when it is not there, is no file, is larger than `maxBytes` or may not be read
 */
export async function readForeignFile(path: string, maxBytes: number): Promise<Buffer> {
  const bytes = await readForeignFileIfThere(path, maxBytes);
  if (bytes === undefined) throw new ImportError('unreadable', `${path} is not there.`);
  return bytes;
}

/** As {@link readForeignFile}; undefined where there is nothing. */
export async function readForeignFileIfThere(path: string, maxBytes: number): Promise<Buffer | undefined> {
  try {
    await using file = await open(path, flags);
    const stats = await file.stat();
    if (!stats.isFile()) throw new ImportError('unreadable', `${path} is no file.`);
    if (stats.size > maxBytes)
      throw new ImportError('unreadable', `${path} is larger than such a file can be (${stats.size} bytes).`);
    return await readUpTo(file, stats.size);
  } catch (error) {
    if (error instanceof ImportError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    const why = code === 'EACCES' || code === 'EPERM' ? 'it is not allowed' : code;
    throw new ImportError('unreadable', `${path} cannot be read: ${why}.`, { cause: error });
  }
}

/** The file may grow meanwhile: no more than was promised is read. */
async function readUpTo(
  file: {
    read(buffer: Buffer, offset: number, length: number, position: number): Promise<{ bytesRead: number }>;
  },
  size: number,
): Promise<Buffer> {
  const buffer = Buffer.alloc(size);
  let length = 0;
  while (length < size) {
    const { bytesRead } = await file.read(buffer, length, size - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return buffer.subarray(0, length);
}
