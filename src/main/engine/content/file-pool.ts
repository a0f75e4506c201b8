import { constants } from 'node:fs';
import { mkdir, open, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { contentErrorOf, errorCode } from './content-error.ts';
import { assertInside } from './inside.ts';

export interface PooledFile {
  readonly root: string;
  /** Names below the root. */
  readonly path: readonly string[];
}

interface OpenFile {
  readonly handle: Promise<FileHandle>;
  users: number;
  /** Closed when the last user is done. */
  isLeaving: boolean;
}

/** Open files of one torrent. Systems allow a process 1024 or more, and there are many torrents. */
const maxOpenFiles = 32;

/** Opens the files of a torrent as they are needed, keeps the last used open, and opens nothing outside their root. */
export function makeFilePool() {
  const files = new Map<string, OpenFile>();
  const unsynced = new Map<string, PooledFile>();

  function leave(file: OpenFile): void {
    file.isLeaving = true;
    if (file.users === 0) file.handle.then((handle) => handle.close()).catch(() => undefined); // its bytes are with the kernel
  }

  function closeOldest(): void {
    for (const [key, file] of files) {
      if (files.size <= maxOpenFiles) return;
      if (file.users > 0) continue;
      files.delete(key);
      leave(file);
    }
  }

  /** Lends an open file for the time of `use`. @throws ContentError */
  async function withFile<T>(
    wanted: PooledFile,
    mode: 'read' | 'write',
    use: (handle: FileHandle) => Promise<T>,
  ): Promise<T> {
    const full = join(wanted.root, ...wanted.path);
    const key = `${mode} ${full}`;
    const file = files.get(key) ?? { handle: openFile(wanted, mode), users: 0, isLeaving: false };
    // Taken out and put back, the map is ordered by last use.
    files.delete(key);
    files.set(key, file);
    file.users++;
    try {
      const result = await use(await file.handle);
      if (mode === 'write') unsynced.set(full, wanted);
      return result;
    } catch (error) {
      if (files.get(key) === file) files.delete(key);
      file.isLeaving = true;
      throw contentErrorOf(error, full);
    } finally {
      file.users--;
      if (file.isLeaving) leave(file);
      closeOldest();
    }
  }

  return {
    withFile,
    /** Resolves when everything written before would survive a power cut. @throws ContentError */
    async sync(): Promise<void> {
      for (const [full, file] of [...unsynced]) {
        unsynced.delete(full);
        try {
          const handle = await open(full, 'r+');
          await handle.datasync().finally(() => handle.close());
        } catch (error) {
          unsynced.set(full, file);
          throw contentErrorOf(error, full);
        }
      }
    },
    async close(): Promise<void> {
      const open = [...files.values()];
      files.clear();
      await Promise.all(
        open.map(async (file) => {
          file.isLeaving = true;
          if (file.users === 0) await file.handle.then((handle) => handle.close()).catch(() => undefined);
        }),
      );
    },
  };
}

async function openFile({ root, path }: PooledFile, mode: 'read' | 'write'): Promise<FileHandle> {
  const full = join(root, ...path);
  const { O_RDONLY, O_RDWR, O_CREAT } = constants;
  // Does not exist on Windows, where making a link needs a privilege.
  const noFollow = (constants.O_NOFOLLOW as number | undefined) ?? 0;
  if (mode === 'write') await makeFolders(root, path.slice(0, -1));
  await assertInside(root, dirname(full));
  return open(full, (mode === 'write' ? O_RDWR | O_CREAT : O_RDONLY) | noFollow, 0o644);
}

/** One level after the other: `mkdir -p` would follow a link that leads out while making what lies behind it. */
async function makeFolders(root: string, names: readonly string[]): Promise<void> {
  let folder = root;
  for (const name of names) {
    await assertInside(root, folder);
    folder = join(folder, name);
    await mkdir(folder).catch((error: unknown) => {
      if (errorCode(error) !== 'EEXIST') throw error;
    });
  }
}
