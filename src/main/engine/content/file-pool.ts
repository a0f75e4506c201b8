import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { contentErrorOf } from './content-error.ts';
import { makeFolderMaker } from './make-folders.ts';
import { openInside, openToSync, openToWrite, type FileInRoot } from './open-inside.ts';

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
   * wait for ever. `write` makes the file and its folders.
   */
  withFile<T>(file: FileInRoot, mode: 'read' | 'write', use: (handle: FileHandle) => Promise<T>): Promise<T>;
  /** Makes a file without bytes, or leaves one that is there as it is. */
  makeEmpty(file: FileInRoot): Promise<void>;
  /** Resolves when everything written before would survive a power cut. */
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

/** As many as the runtime has threads for files. */
const syncedAtOnce = 4;

/** @param maxOpenFiles systems allow a process 1024 or more, and its sockets need them too */
export function makeFilePool({ maxOpenFiles }: { readonly maxOpenFiles: number }): FilePool {
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
    const folders = makeFolderMaker();
    let isClosed = false;

    async function withFile<T>(
      wanted: FileInRoot,
      mode: 'read' | 'write',
      use: (handle: FileHandle) => Promise<T>,
    ): Promise<T> {
      const full = join(wanted.root, ...wanted.path);
      const key = prefix + full;
      const file = await borrow(key, mode === 'write', () =>
        mode === 'write' ? openToWrite(wanted, folders) : openInside(wanted),
      );
      try {
        const result = await use(await file.handle);
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

    async function syncAll(files: [full: string, file: FileInRoot][]): Promise<void> {
      for (let next = files.pop(); next !== undefined; next = files.pop()) {
        const [full, file] = next;
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
    }

    return {
      withFile,
      async makeEmpty(file) {
        try {
          await (await openToWrite(file, folders)).close();
        } catch (error) {
          throw contentErrorOf(error, join(file.root, ...file.path));
        }
      },
      async sync() {
        const files = [...unsynced];
        await Promise.all(Array.from({ length: syncedAtOnce }, () => syncAll(files)));
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
