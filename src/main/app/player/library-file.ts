import { constants } from 'node:fs';
import { open, realpath, type FileHandle } from 'node:fs/promises';
import { sep } from 'node:path';
import { AppError } from '#shared/contract/errors.ts';
import type { ByteRange } from '#shared/domain/byte-range.ts';
import { readStretch } from '../streams/content-file.ts';
import { whyNotOpened } from './not-there.ts';

/** A file as it was when it was opened; another one in its place is not read. */
export interface LibraryFile {
  readonly sizeBytes: number;
  /** Of these bytes: changes when the file is changed or replaced. */
  readonly version: string;
  /** @throws AppError `drive-away`, `path-missing`, `not-readable` */
  read(range: ByteRange): Promise<AsyncIterable<Uint8Array>>;
}

interface Place {
  readonly path: string;
  /** Links that lead out of it are not followed. */
  readonly folder: string;
}

// Neither exists on Windows, where making a link needs a privilege and there are no pipes in folders.
const noFollow = (constants.O_NOFOLLOW as number | undefined) ?? 0;
const noWait = (constants.O_NONBLOCK as number | undefined) ?? 0;

/** @throws AppError `drive-away`, `path-missing`, `not-readable` */
export async function openLibraryFile(place: Place): Promise<LibraryFile> {
  const first = await openInside(place);
  await first.handle.close();
  const { identity, sizeBytes } = first;
  const shared = makeSharedHandle(async () => {
    const again = await openInside(place);
    if (again.identity === identity) return again.handle;
    await again.handle.close();
    throw new AppError('not-readable', 'The file is not the one that was opened; open it again.');
  });
  return {
    sizeBytes,
    version: identity,
    read: async ({ from, to }) => {
      const { handle, release } = await shared.take();
      return releasedAfter(readStretch(handle, from, to), release);
    },
  };
}

async function openInside({ path, folder }: Place) {
  let handle: FileHandle;
  try {
    const [realFolder, real] = await Promise.all([realpath(folder), realpath(path)]);
    if (!real.startsWith(realFolder.endsWith(sep) ? realFolder : realFolder + sep))
      throw new AppError('not-readable', 'The file lies behind a link that leads out of its library folder.');
    handle = await open(real, constants.O_RDONLY | noFollow | noWait);
  } catch (error) {
    throw await whyNotOpened(error, folder);
  }
  const stat = await handle.stat({ bigint: true });
  if (!stat.isFile()) {
    await handle.close();
    throw new AppError('not-readable', 'This is not a file.');
  }
  const identity = [stat.dev, stat.ino, stat.size, stat.mtimeNs].join('-');
  return { handle, identity, sizeBytes: Number(stat.size) };
}

/** One handle for all who read at the same time, closed after the last of them. */
function makeSharedHandle(openIt: () => Promise<FileHandle>) {
  let opening: Promise<FileHandle> | undefined;
  let users = 0;

  async function release(): Promise<void> {
    users--;
    if (users > 0) return;
    const last = opening;
    opening = undefined;
    await (await last?.catch(() => undefined))?.close();
  }

  return {
    async take() {
      users++;
      opening ??= openIt();
      try {
        return { handle: await opening, release };
      } catch (error) {
        await release();
        throw error;
      }
    },
  };
}

/** Whoever asked for a body begins to read it, also when the player has gone meanwhile. */
async function* releasedAfter(
  bytes: AsyncIterable<Uint8Array>,
  release: () => Promise<void>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* bytes;
  } finally {
    await release();
  }
}
