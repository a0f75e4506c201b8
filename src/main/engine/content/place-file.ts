import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { link, lstat, open, rename, unlink, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ContentError, errorCode } from './content-error.ts';

/** Read and written at once, bytes. */
const chunkBytes = 4 * 1024 * 1024;
/** What file systems say that have no second name for a file, or not for this one; another drive is the usual cause. */
const cannotLink = new Set(['EXDEV', 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK']);
// Does not exist on Windows, where making a link needs a privilege.
const noFollow = (constants.O_NOFOLLOW as number | undefined) ?? 0;

interface PlaceParts {
  readonly signal: AbortSignal;
  readonly onBytes: (bytes: number) => void;
}

/**
 * Gives a file a second place: as a second name where the drive can, else as a copy that is on the disk when this
 * resolves. The first place is only read. What lies at the second already is not written over; the same content is taken
 * for what an earlier try has left.
 * @returns whether this made it
 * @throws ContentError, or the system's error; nothing is left at the second place then
 */
export async function placeFile(from: string, to: string, parts: PlaceParts): Promise<'made' | 'was there'> {
  try {
    await link(from, to);
    return 'made';
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return assertSame(from, to, parts);
    if (!cannotLink.has(errorCode(error))) throw error;
  }
  if ((await lstat(to).catch(() => undefined)) !== undefined) return assertSame(from, to, parts);
  await copyFile(from, to, parts);
  return 'made';
}

async function assertSame(from: string, to: string, { signal }: PlaceParts): Promise<'was there'> {
  await using source = await open(from, constants.O_RDONLY | noFollow);
  await using target = await open(to, constants.O_RDONLY | noFollow);
  const [one, other] = [await source.stat(), await target.stat()];
  const isSameFile = one.ino === other.ino && one.dev === other.dev;
  if (isSameFile || (one.size === other.size && (await hasSameBytes(source, target, signal))))
    return 'was there';
  throw new ContentError('not-writable', `There is another file at ${to}. It was left as it is.`);
}

async function hasSameBytes(one: FileHandle, other: FileHandle, signal: AbortSignal): Promise<boolean> {
  const [left, right] = [Buffer.allocUnsafe(chunkBytes), Buffer.allocUnsafe(chunkBytes)];
  for (let at = 0; ; at += chunkBytes) {
    signal.throwIfAborted();
    const { bytesRead } = await one.read(left, 0, chunkBytes, at);
    const read = await other.read(right, 0, chunkBytes, at);
    if (read.bytesRead !== bytesRead) return false;
    if (left.compare(right, 0, bytesRead, 0, bytesRead) !== 0) return false;
    if (bytesRead < chunkBytes) return true;
  }
}

/** Under another name until it is whole: a copy that was cut off is never taken for the file. */
async function copyFile(from: string, to: string, { signal, onBytes }: PlaceParts): Promise<void> {
  const mark = createHash('sha1').update(basename(to)).digest('hex').slice(0, 12);
  const unfinished = join(dirname(to), `.warren-moving-${mark}`);
  try {
    {
      await using source = await open(from, constants.O_RDONLY | noFollow);
      const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | noFollow;
      const { mode, atime, mtime } = await source.stat();
      await using target = await open(unfinished, flags, mode & 0o777);
      const chunk = Buffer.allocUnsafe(chunkBytes);
      for (let at = 0; ;) {
        signal.throwIfAborted();
        const { bytesRead } = await source.read(chunk, 0, chunkBytes, at);
        if (bytesRead === 0) break;
        await writeAll(target, chunk.subarray(0, bytesRead), at);
        at += bytesRead;
        onBytes(bytesRead);
      }
      await target.utimes(atime, mtime);
      await target.sync();
    }
    await rename(unfinished, to);
  } catch (error) {
    await unlink(unfinished).catch(() => undefined);
    throw error;
  }
}

async function writeAll(target: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let written = 0; written < bytes.length;)
    written += (await target.write(bytes, written, bytes.length - written, at + written)).bytesWritten;
}
