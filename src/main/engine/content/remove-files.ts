import { rmdir, unlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { contentErrorOf, errorCode } from './content-error.ts';
import { assertInside } from './inside.ts';

/**
 * Deletes files below a folder, then the folders they were in, where nothing else is in them. A file that is gone
 * already is no error; a link is deleted, not what it leads to.
 * @throws ContentError for the first file that could not be deleted; those before it are gone
 */
export async function removeFiles(savePath: string, paths: readonly (readonly string[])[]): Promise<void> {
  const folders = new Set<string>();
  for (const path of paths) {
    const full = join(savePath, ...path);
    try {
      await assertInside(savePath, dirname(full));
      await unlink(full);
    } catch (error) {
      if (errorCode(error) !== 'ENOENT' && errorCode(error) !== 'ENOTDIR') throw contentErrorOf(error, full);
    }
    for (let depth = 1; depth < path.length; depth++) folders.add(join(savePath, ...path.slice(0, depth)));
  }
  const deepestFirst = [...folders].sort((a, b) => b.length - a.length);
  for (const folder of deepestFirst)
    if (relative(savePath, folder) !== '') await rmdir(folder).catch(() => undefined);
}
