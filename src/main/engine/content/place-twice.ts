import { lstat, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FileStamp, PlacedTwice } from '#shared/contract/engine.ts';
import { ContentError, contentErrorOf, errorCode } from './content-error.ts';
import { assertInside } from './inside.ts';
import { makeFolderMaker } from './make-folders.ts';
import { placeFile } from './place-file.ts';
import { removeFiles } from './remove-files.ts';

export interface PlaceOptions {
  readonly from: string;
  /** Is there. */
  readonly to: string;
  /** Names from both of them down. */
  readonly paths: readonly (readonly string[])[];
}

interface PlaceParts {
  readonly signal: AbortSignal;
  readonly onProgress: (doneBytes: number, totalBytes: number) => void;
}

/** Between two reports, bytes. */
const reportEveryBytes = 16 * 1024 * 1024;

/**
 * Gives files a second place below another folder. They stay where they are: whoever asked removes them there once it is
 * noted where they lie now, so that at no moment they lie where nobody looks. Files that are not there are passed over.
 * @returns for each path, how the file looks at both places
 * @throws ContentError where something cannot be read or written, or another file is in the way; the signal's reason.
 *   What this made is taken away again then
 */
export async function placeTwice(
  { from, to, paths }: PlaceOptions,
  { signal, onProgress }: PlaceParts,
): Promise<PlacedTwice[]> {
  const before = await Promise.all(paths.map((path) => stampAt(join(from, ...path))));
  const totalBytes = before.reduce((sum, stamp) => sum + (stamp?.sizeBytes ?? 0), 0);
  const folders = makeFolderMaker();
  const made: (readonly string[])[] = [];
  let doneBytes = 0;
  let toldBytes = -reportEveryBytes;
  const tell = () => {
    if (doneBytes - toldBytes < reportEveryBytes) return;
    toldBytes = doneBytes;
    onProgress(doneBytes, totalBytes);
  };

  async function place(path: readonly string[], sizeBytes: number): Promise<void> {
    const [source, target] = [join(from, ...path), join(to, ...path)];
    const endsAt = doneBytes + sizeBytes;
    const onBytes = (bytes: number) => {
      doneBytes += bytes;
      tell();
    };
    try {
      await assertInside(from, dirname(source));
      await folders.make(to, path.slice(0, -1));
      await assertOtherPlace(dirname(source), dirname(target));
      if ((await placeFile(source, target, { signal, onBytes })) === 'made') made.push(path);
    } catch (error) {
      throw signal.aborted ? error : contentErrorOf(error, target);
    }
    doneBytes = endsAt;
    tell();
  }

  tell();
  try {
    for (const [index, path] of paths.entries()) {
      signal.throwIfAborted();
      const stamp = before[index] ?? null;
      if (stamp !== null) await place(path, stamp.sizeBytes);
    }
  } catch (error) {
    await removeFiles(to, made).catch(() => undefined);
    throw error;
  }
  const after = await Promise.all(paths.map((path) => stampAt(join(to, ...path))));
  return paths.map((_, index) => ({ before: before[index] ?? null, after: after[index] ?? null }));
}

/**
 * Two paths may lead to one folder (a link, a mount, letters of either case). A file there has one place only, and is lost
 * when it leaves the first.
 * @throws ContentError
 */
async function assertOtherPlace(one: string, other: string): Promise<void> {
  const [from, to] = await Promise.all([one, other].map((path) => stat(path, { bigint: true })));
  if (from?.dev === to?.dev && from?.ino === to?.ino)
    throw new ContentError('failed', `${one} and ${other} are the same folder. Nothing was moved.`);
}

/** Null where there is no file; a link is none. */
async function stampAt(path: string): Promise<FileStamp | null> {
  try {
    const found = await lstat(path);
    return found.isFile() ? { sizeBytes: found.size, modifiedMs: found.mtimeMs } : null;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return null;
    throw contentErrorOf(error, path);
  }
}
