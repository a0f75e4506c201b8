import { realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import { ContentError } from './content-error.ts';

/**
 * Links in the user's own path to `root` are theirs; a link below it that leads out of it is refused, because the name
 * that leads through it came from a stranger.
 * @throws ContentError, or the file system's error when the folder is not there
 */
export async function assertInside(root: string, folder: string): Promise<void> {
  const [realRoot, realFolder] = await Promise.all([realpath(root), realpath(folder)]);
  if (realFolder === realRoot || realFolder.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep))
    return;
  throw new ContentError(
    'not-writable',
    `${folder} is a link that leads out of ${root}; Warren does not follow it.`,
  );
}
