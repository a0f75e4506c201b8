import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../ports/clock.ts';
import { contentErrorOf } from './content-error.ts';
import { makeFolderMaker } from './make-folders.ts';
import { openInside, openToSync, openToWrite, type FileInRoot } from './open-inside.ts';
import { makeOwnFiles } from './own-files.ts';

/** Open files of all torrents of the process: opened as they are needed, the last used kept open. */
export interface FilePool {
  forTorrent(): TorrentFiles;
  /** Never more than was allowed, but for the moment that closing takes. */
  readonly openCount: number;
}

/** Nothing outside the root of a file is opened. All failures are ContentErrors. */
export interface TorrentFiles {
  /**
   * Lends an open file for the time of `use`, which must not ask for another one: with all of them lent, both would
   * wait for ever. `write` makes the file and its folders, once: one that was taken away is not made again.
   */
  withFile<T>(file: FileInRoot, mode: 'read' | 'write', use: (handle: FileHandle) => Promise<T>): Promise<T>;
  /** Our bytes in it reach up to here: should it become shorter, that was somebody else. */
  reaches(file: FileInRoot, endBytes: number): void;
  /** Makes a file without bytes, or leaves one that is there as it is. */
  makeEmpty(file: FileInRoot): Promise<void>;
  /** Resolves when everything written before is still there and would survive a power cut. */
  sync(): Promise<void>;
  close(): Promise<void>;
}

interface OpenFile {
  readonly handle: Promise<FileHandle>;
  readonly isWritable: boolean;
  users: number;
  /** Closed when the last user is done. */
  isLeaving: boolean;
}

interface FilePoolParts {
  /** Systems allow a process 1024 or more, and its sockets need them too. */
  readonly maxOpenFiles: number;
  /** Where there is none, files that are written are looked at each time. */
  readonly clock?: Pick<Clock, 'monotonicMs'>;
}

/** Files that are looked at or synced: as many as the runtime has threads for files. */
const atOnce = 4;

export function makeFilePool({ maxOpenFiles, clock }: FilePoolParts): FilePool {
  /** In the order of their last use. */
  const files = new Map<string, OpenFile>();
  const waiting: (() => void)[] = [];
  let openCount = 0;
  let torrents = 0;

  function retire(key: string, file: OpenFile): Promise<void> {
    if (files.get(key) === file) files.delete(key);
    file.isLeaving = true;
    return file.users === 0 ? close(file) : Promise.resolve();
  }

  async function close(file: OpenFile): Promise<void> {
    openCount--;
    await file.handle.then((handle) => handle.close()).catch(() => undefined); // its bytes are with the kernel
  }

  /** @returns whether one more may be opened */
  function makeRoom(): boolean {
    if (openCount < maxOpenFiles) return true;
    for (const [key, file] of files) {
      if (file.users > 0) continue;
      void retire(key, file);
      return true;
    }
    return false;
  }

  async function borrow(
    key: string,
    isForWriting: boolean,
    open: () => Promise<FileHandle>,
  ): Promise<OpenFile> {
    for (;;) {
      const known = files.get(key);
      if (known !== undefined && (known.isWritable || !isForWriting)) {
        files.delete(key);
        files.set(key, known);
        known.users++;
        return known;
      }
      if (known !== undefined) void retire(key, known);
      if (makeRoom()) {
        openCount++;
        const file = { handle: open(), isWritable: isForWriting, users: 1, isLeaving: false };
        files.set(key, file);
        return file;
      }
      await new Promise<void>((resolve) => waiting.push(resolve));
    }
  }

  function giveBack(file: OpenFile): void {
    file.users--;
    if (file.users > 0) return;
    if (file.isLeaving) void close(file);
    waiting.shift()?.();
  }

  function forTorrent(): TorrentFiles {
    const torrent = torrents++;
    const prefix = `${torrent} `;
    const unsynced = new Map<string, FileInRoot>();
    const folders = makeFolderMaker(clock);
    const own = makeOwnFiles(clock);
    let isClosed = false;

    async function withFile<T>(
      wanted: FileInRoot,
      mode: 'read' | 'write',
      use: (handle: FileHandle) => Promise<T>,
    ): Promise<T> {
      const full = join(wanted.root, ...wanted.path);
      const key = prefix + full;
      const file = await borrow(key, mode === 'write', () => {
        if (mode === 'read') return openInside(wanted, 'read');
        return own.has(full) ? openInside(wanted, 'change') : openToWrite(wanted, folders);
      });
      try {
        const handle = await file.handle;
        await own.lookAgain(full, handle);
        if (mode === 'write') own.opened(full);
        const result = await use(handle);
        if (mode === 'write') unsynced.set(full, wanted);
        return result;
      } catch (error) {
        void retire(key, file);
        folders.forget();
        throw contentErrorOf(error, full);
      } finally {
        if (isClosed) void retire(key, file);
        giveBack(file);
      }
    }

    async function sync([full, file]: readonly [full: string, file: FileInRoot]): Promise<void> {
      unsynced.delete(full);
      try {
        // By its name, not by the handle: a file that was taken away while it was open is noticed here.
        const handle = await openToSync(file);
        await handle.datasync().finally(() => handle.close());
      } catch (error) {
        unsynced.set(full, file);
        throw contentErrorOf(error, full);
      }
    }

    async function look(full: string): Promise<void> {
      const open = files.get(prefix + full);
      if (open !== undefined) open.users++;
      try {
        await own.look(full, await open?.handle);
      } catch (error) {
        throw contentErrorOf(error, full);
      } finally {
        if (open !== undefined) giveBack(open);
      }
    }

    return {
      withFile,
      reaches: (file, endBytes) => own.reaches(join(file.root, ...file.path), endBytes),
      async makeEmpty(file) {
        try {
          await (await openToWrite(file, folders)).close();
        } catch (error) {
          throw contentErrorOf(error, join(file.root, ...file.path));
        }
      },
      async sync() {
        // All that were written are looked at, also those that were synced long ago.
        await doAll([...own.paths()], look);
        await doAll([...unsynced], sync);
      },
      async close() {
        isClosed = true;
        const mine = [...files].filter(([key]) => key.startsWith(prefix));
        await Promise.all(mine.map(([key, file]) => retire(key, file)));
        waiting.shift()?.();
      },
    };
  }

  return {
    forTorrent,
    get openCount() {
      return openCount;
    },
  };
}

/** @throws what the first that fails throws; the others go on */
async function doAll<T>(items: readonly T[], act: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const doNext = async (): Promise<void> => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await act(item);
  };
  await Promise.all(Array.from({ length: atOnce }, doNext));
}
