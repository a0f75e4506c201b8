import { constants } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCode } from './content-error.ts';
import { assertInside } from './inside.ts';
import type { FolderMaker } from './make-folders.ts';

export interface FileInRoot {
  readonly root: string;
  /** Names below the root. */
  readonly path: readonly string[];
}

// Does not exist on Windows, where making a link needs a privilege.
const noFollow = (constants.O_NOFOLLOW as number | undefined) ?? 0;

/**
 * Opens a file that is there, never through a link that leads out of its root.
 * @throws ContentError, or the system's error
 */
export async function openInside({ root, path }: FileInRoot, mode: 'read' | 'change'): Promise<FileHandle> {
  const full = join(root, ...path);
  await assertInside(root, dirname(full));
  return open(full, (mode === 'read' ? constants.O_RDONLY : constants.O_RDWR) | noFollow);
}

/** To have what was written kept, by its name: wherever a link leads, nothing is read or changed there. */
export function openToSync({ root, path }: FileInRoot): Promise<FileHandle> {
  return open(join(root, ...path), constants.O_RDWR | noFollow);
}

/** As openInside(), and makes the file and its folders where they are not there. */
export async function openToWrite({ root, path }: FileInRoot, folders: FolderMaker): Promise<FileHandle> {
  const full = join(root, ...path);
  const flags = constants.O_RDWR | constants.O_CREAT | noFollow;
  for (;;) {
    const how = await folders.make(root, path.slice(0, -1));
    try {
      await folders.assertInside(root, dirname(full));
      return await open(full, flags, 0o644);
    } catch (error) {
      folders.forget();
      if (how === 'made' || errorCode(error) !== 'ENOENT') throw error;
    }
  }
}
