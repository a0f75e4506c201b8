import { realpathSync } from 'node:fs';
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
  if (!isInside(realRoot, realFolder)) throw leadsOut(root, folder);
}

/** The same for a thread of its own. */
export function assertInsideSync(root: string, folder: string): void {
  if (!isInside(realpathSync.native(root), realpathSync.native(folder))) throw leadsOut(root, folder);
}

function isInside(realRoot: string, realFolder: string): boolean {
  return realFolder === realRoot || realFolder.startsWith(realRoot.endsWith(sep) ? realRoot : realRoot + sep);
}

function leadsOut(root: string, folder: string): ContentError {
  return new ContentError(
    'not-writable',
    `${folder} is a link that leads out of ${root}; Warren does not follow it.`,
  );
}
