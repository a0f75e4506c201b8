import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { FileStamp } from '#shared/contract/engine.ts';
import { ContentError, contentErrorOf } from './content-error.ts';

export interface FoundFile {
  /** Names from the shared folder down; the file's own name alone when a single file is shared. */
  readonly path: readonly string[];
  readonly fullPath: string;
  readonly stamp: FileStamp;
}

/** What file managers leave lying about; nobody means to share it. */
const litter = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini', '.directory']);

/**
 * The files below a path in the order of their names (code units: the same everywhere), links and special files left
 * out: a link could lead to what was never meant to be shared.
 * @throws ContentError when anything cannot be read
 */
export async function walk(root: string): Promise<FoundFile[]> {
  const found: FoundFile[] = [];

  async function visit(fullPath: string, path: readonly string[]): Promise<void> {
    try {
      const stat = await lstat(fullPath);
      if (stat.isFile())
        found.push({ path, fullPath, stamp: { sizeBytes: stat.size, modifiedMs: stat.mtimeMs } });
      if (!stat.isDirectory()) return;
      const names = (await readdir(fullPath))
        .filter((name) => !litter.has(name))
        .sort((a, b) => (a < b ? -1 : 1));
      for (const name of names) await visit(join(fullPath, name), [...path, name]);
    } catch (error) {
      const wrapped = contentErrorOf(error, fullPath);
      throw wrapped.reason === 'not-writable'
        ? new ContentError('not-readable', wrapped.message, { cause: error })
        : wrapped;
    }
  }

  await visit(root, []);
  return found;
}
